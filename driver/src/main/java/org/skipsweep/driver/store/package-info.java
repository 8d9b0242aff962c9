/**
 * Everything a sweep leaves behind, on any file system that keeps files whole ({@link org.skipsweep.models.files.WholeFiles}): a
 * reader sees the old or the new content of a file, never half. A trial's {@code result.json} is written last: its presence means that the trial is done, or failed with its cause.
 */
package org.skipsweep.driver.store;
