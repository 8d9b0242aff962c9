package org.skipsweep.models.data.fetch;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A file that others publish.
 *
 * @param path where it belongs below the data root
 * @param bytes its length, if that is known
 * @param checksums all that are known of the file, at least one
 * @param contentSha256 SHA-256 after unpacking, in hexadecimal, if that is known
 * @param homes complete addresses, to be tried in turn
 */
public record PublishedFile(
        String path, OptionalLong bytes, List<Checksum> checksums, Optional<String> contentSha256, List<URI> homes) {

    /** Copies the lists. */
    public PublishedFile {
        checksums = List.copyOf(checksums);
        homes = List.copyOf(homes);
    }

    /**
     * A file whose length and SHA-256 are known, packed and unpacked.
     *
     * @param path where it belongs below the data root
     * @param folders addresses of the folders that hold it, ending in a slash
     */
    public static PublishedFile of(String path, long bytes, String sha256, String contentSha256, List<String> folders) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new PublishedFile(
                path,
                OptionalLong.of(bytes),
                List.of(new Checksum(Checksum.Algorithm.SHA_256, sha256)),
                Optional.of(contentSha256),
                folders.stream().map(folder -> URI.create(folder + name)).toList());
    }

    /** What its checksums are called: "SHA-256", "MD5 and git blob". */
    public String checksumNames() {
        return checksums.stream().map(checksum -> checksum.algorithm().label()).collect(Collectors.joining(" and "));
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same file, to be had from the folder {@code base} only. */
    public PublishedFile from(URI base) {
        String folder = base.toString();
        URI home = URI.create(folder + (folder.endsWith("/") ? "" : "/") + name());
        return new PublishedFile(path, bytes, checksums, contentSha256, List.of(home));
    }
}
