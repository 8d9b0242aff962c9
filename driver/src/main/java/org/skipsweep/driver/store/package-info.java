/**
 * Everything a sweep leaves behind, on any Hadoop file system.
 *
 * <p>Each small file is written whole and renamed into place, so a reader sees the old or the new content, never half.
 * A trial's {@code result.json} is written last: its presence means that the trial is done, or failed with its cause.
 */
package org.skipsweep.driver.store;
