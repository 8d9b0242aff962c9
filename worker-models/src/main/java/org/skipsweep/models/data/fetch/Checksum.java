package org.skipsweep.models.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.files.NamedReads;

/**
 * A number that tells whether a file is the one meant.
 *
 * @param algorithm how it is computed
 * @param hex its value, in hexadecimal
 */
public record Checksum(Algorithm algorithm, String hex) {

    /** What publishers give; the weaker ones protect against damage, not against malice. */
    public enum Algorithm {
        SHA_256("SHA-256", "SHA-256"),
        MD5("MD5", "MD5"),
        /** What {@code git hash-object} prints: SHA-1 of the length and the contents. */
        GIT_BLOB("git blob", "SHA-1");

        private final String label;
        private final String digest;

        Algorithm(String label, String digest) {
            this.label = label;
            this.digest = digest;
        }

        /** Its name in messages. */
        public String label() {
            return label;
        }
    }

    /**
     * The checksum of a whole stream.
     *
     * @param length how many bytes it holds
     */
    public static Checksum of(Algorithm algorithm, InputStream bytes, long length) throws IOException {
        MessageDigest digest = newDigest(algorithm);
        if (algorithm == Algorithm.GIT_BLOB) {
            digest.update(("blob " + length + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm.digest, e);
        }
    }

    /** "SHA-256 0123...". */
    @Override
    public String toString() {
        return algorithm.label() + " " + hex;
    }

    /** The first of the checksums that a file as stored does not have, beside what it has instead. */
    static Optional<String> mismatch(Path path, List<Checksum> checksums, Configuration conf) throws IOException {
        FileSystem fileSystem = path.getFileSystem(conf);
        long length = fileSystem.getFileStatus(path).getLen();
        return mismatch(() -> new NamedReads(fileSystem.open(path), path), length, checksums);
    }

    /** Likewise for whatever can be read anew for each checksum. */
    static Optional<String> mismatch(Bytes bytes, long length, List<Checksum> checksums) throws IOException {
        for (Checksum expected : checksums) {
            try (InputStream stream = bytes.open()) {
                Checksum found = Checksum.of(expected.algorithm(), stream, length);
                if (!found.equals(expected)) {
                    return Optional.of(found + ", expected " + expected.hex());
                }
            }
        }
        return Optional.empty();
    }

    /** Something that can be read from its start, any number of times. */
    interface Bytes {
        public InputStream open() throws IOException;
    }
}
