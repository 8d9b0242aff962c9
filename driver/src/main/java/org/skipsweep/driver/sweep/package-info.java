/**
 * From a sweep file to a frozen plan: typed, validated, expanded.
 *
 * <p>{@link org.skipsweep.driver.sweep.SweepFile} reads HOCON and reports every problem at once;
 * {@link org.skipsweep.driver.sweep.Plan} is the list of trials that a run works through. Nothing here knows Spark jobs
 * or training.
 */
package org.skipsweep.driver.sweep;
