package org.skipsweep.models.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.files.NamedReads;

/** A file on any Hadoop file system, unpacked if it is gzip (recognised by its first bytes, not by its name). */
public final class StoredFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final DigestInputStream stored;
    private final InputStream content;

    private StoredFile(DigestInputStream stored, InputStream content) {
        this.stored = stored;
        this.content = content;
    }

    public static StoredFile open(Path path, Configuration conf) throws IOException {
        FileSystem fileSystem = path.getFileSystem(conf);
        DigestInputStream stored =
                new DigestInputStream(new NamedReads(fileSystem.open(path, BUFFER), path), newSha256());
        try {
            PushbackInputStream peeking = new PushbackInputStream(stored, 2);
            byte[] magic = peeking.readNBytes(2);
            peeking.unread(magic);
            boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
            return new StoredFile(stored, gzip ? new GZIPInputStream(peeking, BUFFER) : peeking);
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** SHA-256 of all that is left in a stream, in hexadecimal. */
    public static String sha256(InputStream bytes) throws IOException {
        MessageDigest digest = newSha256();
        bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The unpacked bytes. */
    public InputStream content() {
        return content;
    }

    /** SHA-256 of the bytes as stored, in hexadecimal; reads what has not been read yet. Call once, last. */
    public String storedSha256() throws IOException {
        stored.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(stored.getMessageDigest().digest());
    }

    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
