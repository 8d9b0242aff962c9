package org.skipsweep.driver.page;

import org.apache.hadoop.fs.FileStatus;

/**
 * What tells that a file has changed.
 *
 * @param time of its last modification, in milliseconds since 1970
 * @param length in bytes
 */
record Stamp(long time, long length) {
    static Stamp of(FileStatus status) {
        return new Stamp(status.getModificationTime(), status.getLen());
    }
}
