package org.skipsweep.models.data;

import java.net.URI;
import java.util.List;

/**
 * A file that others publish.
 *
 * @param path where it belongs below the data root
 * @param bytes its length
 * @param sha256 of the file, in hexadecimal
 * @param contentSha256 likewise after unpacking; equal to {@code sha256} if it is not packed
 * @param homes complete addresses, to be tried in turn
 */
public record PublishedFile(String path, long bytes, String sha256, String contentSha256, List<URI> homes) {

    /** Copies {@code homes}. */
    public PublishedFile {
        homes = List.copyOf(homes);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same file, to be had from the folder {@code base} only. */
    public PublishedFile from(URI base) {
        String folder = base.toString();
        URI home = URI.create(folder + (folder.endsWith("/") ? "" : "/") + name());
        return new PublishedFile(path, bytes, sha256, contentSha256, List.of(home));
    }
}
