package org.skipsweep.models.files;

/**
 * What is another whenever a file of a folder was written or removed.
 *
 * @param changed when that was last, in milliseconds since 1970
 * @param files their number, where a store knows times of files only
 * @param bytes in all of them, likewise
 */
public record FolderState(long changed, long files, long bytes) {

    FolderState with(FolderState other) {
        return new FolderState(Math.max(changed, other.changed), files + other.files, bytes + other.bytes);
    }
}
