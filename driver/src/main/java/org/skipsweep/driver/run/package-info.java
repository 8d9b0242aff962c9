/**
 * Spark schedules: trials become jobs, one task each, or one trial is trained by several executors with parameter
 * averaging. What a trial computes is decided in {@code worker-models} alone.
 */
package org.skipsweep.driver.run;
