/**
 * From a sweep file to a plan: HOCON, typed, validated and expanded, every problem reported at once with file and line.
 *
 * <p>Nothing here knows Spark jobs or training.
 */
package org.skipsweep.driver.sweep.file;
