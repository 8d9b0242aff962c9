package org.skipsweep.models.data.fetch;

/** Hears how a download goes. Called from the downloading thread. */
public interface DownloadListener {

    /** {@code bytesDone} of {@code bytesTotal} are on disk, those of an earlier, broken download included. */
    void advanced(PublishedFile file, long bytesDone, long bytesTotal);

    /** Something the user may want to know: a resumed transfer, a failed home. */
    void noted(PublishedFile file, String message);
}
