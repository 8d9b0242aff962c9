package org.skipsweep.models.files;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store with the manners of Google's client, if its scheme is {@code gs}, and of S3's otherwise: an object shows when its
 * stream is closed; S3's streams can be aborted, Google's close when their thread is interrupted; a reader whose object is replaced
 * gets an exception; a rename is a copy and a deletion.
 */
public final class ObjectStore extends FileSystem {
    private final Map<Path, java.nio.file.Path> objects = new ConcurrentSkipListMap<>();
    private URI uri;
    private java.nio.file.Path disk;

    static final class RemoteFileChangedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Reaches stores of this kind under {@code scheme}; objects lie in {@code disk}. */
    static Configuration configuration(String scheme, java.nio.file.Path disk) {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs." + scheme + ".impl", ObjectStore.class, FileSystem.class);
        hadoop.set("test.disk", disk.toString());
        return hadoop;
    }

    @Override
    public void initialize(URI name, Configuration hadoop) throws IOException {
        super.initialize(name, hadoop);
        setConf(hadoop);
        uri = name.resolve("/");
        disk = java.nio.file.Path.of(hadoop.get("test.disk"));
    }

    private boolean abortable() {
        return !uri.getScheme().equals("gs");
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
                ? abortable()
                : super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        java.nio.file.Path content = Files.createTempFile(disk, "object", "");
        Upload upload = new Upload(makeQualified(path), content);
        return new FSDataOutputStream(abortable() ? new AbortableUpload(upload) : upload, statistics);
    }

    private class Upload extends FilterOutputStream {
        private final Path path;
        private final java.nio.file.Path content;
        private boolean closed;

        Upload(Path path, java.nio.file.Path content) throws IOException {
            super(Files.newOutputStream(content));
            this.path = path;
            this.content = content;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!abortable() && Thread.currentThread().isInterrupted()) {
                close();
                throw new ClosedByInterruptException();
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.close();
                objects.put(path, content);
            }
        }
    }

    private static final class AbortableUpload extends FilterOutputStream implements Abortable {
        private final Upload upload;

        AbortableUpload(Upload upload) {
            super(upload);
            this.upload = upload;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public AbortableResult abort() {
            upload.closed = true;
            return null;
        }
    }

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        return new FSDataInputStream(new Download(makeQualified(path), object(path)));
    }

    private java.nio.file.Path object(Path path) throws FileNotFoundException {
        java.nio.file.Path content = objects.get(makeQualified(path));
        if (content == null) {
            throw new FileNotFoundException(path.toString());
        }
        return content;
    }

    private final class Download extends FSInputStream {
        private final Path path;
        private final java.nio.file.Path content;
        private final RandomAccessFile file;

        Download(Path path, java.nio.file.Path content) throws IOException {
            this.path = path;
            this.content = content;
            this.file = new RandomAccessFile(content.toFile(), "r");
        }

        private void requireSame() throws RemoteFileChangedException {
            if (objects.get(path) != content) {
                throw new RemoteFileChangedException();
            }
        }

        @Override
        public int read() throws IOException {
            requireSame();
            return file.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            requireSame();
            return file.read(bytes, offset, length);
        }

        @Override
        public void seek(long position) throws IOException {
            file.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return file.getFilePointer();
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        objects.put(makeQualified(to), object(from));
        return delete(from, false);
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        String name = makeQualified(path).toString();
        return objects.keySet()
                .removeIf(object -> object.toString().equals(name)
                        || (recursive && object.toString().startsWith(name + "/")));
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        String below = makeQualified(folder) + "/";
        List<Path> found = new ArrayList<>();
        for (Path object : objects.keySet()) {
            if (object.toString().startsWith(below)) {
                Path child = new Path(
                        below + object.toString().substring(below.length()).replaceFirst("/.*", ""));
                if (!found.contains(child)) {
                    found.add(child);
                }
            }
        }
        if (found.isEmpty()) {
            throw new FileNotFoundException(folder.toString());
        }
        List<FileStatus> statuses = new ArrayList<>();
        for (Path child : found) {
            statuses.add(getFileStatus(child));
        }
        return statuses.toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        Path qualified = makeQualified(path);
        if (objects.keySet().stream().anyMatch(object -> object.toString().startsWith(qualified + "/"))) {
            return new FileStatus(0, true, 1, 1, System.currentTimeMillis(), qualified);
        }
        java.nio.file.Path content = object(path);
        return new FileStatus(
                Files.size(content),
                false,
                1,
                1,
                Files.getLastModifiedTime(content).toMillis(),
                qualified);
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        return true;
    }

    @Override
    public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public void setWorkingDirectory(Path folder) {}

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri);
    }
}
