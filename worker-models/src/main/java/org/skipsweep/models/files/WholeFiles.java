package org.skipsweep.models.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Files that are whole or not there: a reader finds what a file held before or what it holds now, never a part of it and, once it was
 * there, never none. A write that fails, or whose process ends, leaves what was there before.
 *
 * <p>This rests on what the file system promises:
 *
 * <ul>
 *   <li>the local one and HDFS replace a file by a rename in one step;
 *   <li>S3 ({@code s3a:}) and Google Cloud Storage ({@code gs:}) show an object when its stream is closed, all of it at once, in
 *       place of the old one.
 * </ul>
 *
 * <p>A mount table ({@code viewfs:}) promises what the file system mounted there does. Any other file system is refused for writing. So
 * is Azure's ({@code abfs:}): it empties a file when its stream is opened, and its rename replaces none.
 *
 * <p>A file has one writer at a time. If it has several all the same, it holds what one of them wrote.
 */
public final class WholeFiles {
    /** A file that is replaced faster than it can be read is not one of ours. */
    private static final int MOST_READS = 10;

    private static final Pattern OTHER_BLOCKS = Pattern.compile("Blocklist for .* has changed!");

    private final FileSystem fileSystem;

    private WholeFiles(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Files on the file system of {@code path}. */
    public static WholeFiles on(Path path, Configuration hadoop) throws IOException {
        return new WholeFiles(Place.plain(path.getFileSystem(hadoop)));
    }

    /** For everything else: listing, deleting. The local one leaves no checksum files behind. */
    public FileSystem fileSystem() {
        return fileSystem;
    }

    /** {@code path} with the scheme and authority of its file system. */
    public Path qualified(Path path) {
        return path.makeQualified(fileSystem.getUri(), fileSystem.getWorkingDirectory());
    }

    /**
     * Does nothing if files below {@code folder} can be written.
     *
     * @throws UnsupportedFileSystemException if its file system does not promise enough; the message says so
     */
    public void requireWhole(Path folder) throws IOException {
        Commit.at(Place.of(fileSystem, folder));
    }

    /**
     * Makes a folder and those above it.
     *
     * @throws UnsupportedFileSystemException if files in it could not be written
     */
    public void makeFolder(Path folder) throws IOException {
        Place place = Place.of(fileSystem, folder);
        Commit.at(place).makeFolder(place.path());
    }

    /**
     * Makes a folder and those above it, from which on {@link #state} tells when it was begun: where a store has no folders, by an empty
     * hidden file in it, which is written again if it is there.
     */
    public void beginFolder(Path folder) throws IOException {
        Place place = Place.of(fileSystem, folder);
        Commit.at(place).beginFolder(place.path());
    }

    /** Puts {@code content} in the place of whatever {@code file} held; folders above it are made. */
    public void write(Path file, Content content) throws IOException {
        Place place = Place.of(fileSystem, file);
        withFolders(place).write(place.path(), content);
    }

    /** Likewise for a text, in UTF-8. */
    public void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Likewise for bytes. */
    public void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Puts {@code content} there as {@link #write(Path, Content)} does, but where a store has folders, none is made: what was moved away is
     * not begun anew in its old place.
     *
     * @throws IOException if the file's folder is not there
     */
    public void writeInside(Path file, Content content) throws IOException {
        Place place = Place.of(fileSystem, file);
        Commit.at(place).write(place.path(), content);
    }

    /** Likewise for a text, in UTF-8. */
    public void writeInside(Path file, String text) throws IOException {
        writeInside(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes a file that is not there: on the local file system and on HDFS for certain, on objects as far as can be told.
     *
     * @param text its content, in UTF-8
     */
    public Creation create(Path file, String text) throws IOException {
        Place place = Place.of(fileSystem, file);
        return withFolders(place).create(place.path(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Puts another file in the place of {@code file}.
     *
     * @param finished a complete file in the same file system, which nobody reads; it is gone afterwards
     */
    public void move(Path finished, Path file) throws IOException {
        Place place = Place.of(fileSystem, file);
        Commit.at(place).move(Place.of(fileSystem, finished).path(), place.path());
    }

    /**
     * Puts a file of this machine in the place of {@code file}.
     *
     * @param finished a complete file, which nobody reads; it is gone afterwards
     */
    public void take(java.nio.file.Path finished, Path file) throws IOException {
        Place place = Place.of(fileSystem, file);
        withFolders(place).take(finished, place.path());
    }

    /**
     * Reads a file, from its start again if it was replaced meanwhile and the store will not go on with the old content.
     *
     * @throws FileNotFoundException if there is no such file
     * @throws IOException if there is one that cannot be opened or read; says which and why
     */
    public <T> T read(Path file, Reading<T> reading) throws IOException {
        return reached(file, () -> {
            try (InputStream in = new NamedReads(fileSystem.open(file), file)) {
                return reading.from(in);
            }
        });
    }

    /** Whether there is such a file or folder. */
    public boolean exists(Path path) throws IOException {
        try {
            reached(path, () -> fileSystem.getFileStatus(path));
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** The text of a file, or empty if there is no such file. */
    public Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(read(file, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** A hidden file or folder beside {@code file} for what shall be moved there; {@link #clear} would remove it. */
    public Path temporary(Path file) {
        return Temporaries.besides(file);
    }

    /**
     * Removes what writers that were killed have left in a folder, which need not exist.
     *
     * @param age how old it must be: zero where nobody else can be writing
     * @return names of all else that is there
     */
    public List<String> clear(Path folder, Duration age) throws IOException {
        long latest = System.currentTimeMillis() - age.toMillis();
        List<String> others = new ArrayList<>();
        for (FileStatus status : list(folder)) {
            if (!Temporaries.isOne(status.getPath())) {
                others.add(status.getPath().getName());
            } else if (age.isZero() || status.getModificationTime() <= latest) {
                fileSystem.delete(status.getPath(), true);
            }
        }
        return others;
    }

    /** What is in a folder, in any order; nothing if there is no such folder. */
    public List<FileStatus> list(Path folder) throws IOException {
        try {
            return reached(folder, () -> List.of(fileSystem.listStatus(folder)));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** Something that takes a file or folder to be there. */
    private interface Access<T> {
        T get() throws IOException;
    }

    /** Tries again while the file is replaced, and where it was missed but is there: somebody may just have made it. */
    private <T> T reached(Path path, Access<T> access) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return access.get();
            } catch (FileNotFoundException e) {
                if (LocalAbsence.isSure(fileSystem, path)) {
                    throw e;
                }
                if (tries == MOST_READS) {
                    throw LocalAbsence.trouble(fileSystem, path, e);
                }
            } catch (IOException e) {
                if (tries == MOST_READS || !replacedMeanwhile(e)) {
                    throw e;
                }
            }
        }
    }

    /** What changes with every file that is put into a folder or removed from it, or empty if there is no such folder. */
    public Optional<FolderState> state(Path folder) throws IOException {
        Place place = Place.of(fileSystem, folder);
        try {
            return Optional.of(folders(place).state(place.path()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Likewise for each folder in another one, by name, in one listing; nothing if there is no such folder. */
    public Map<String, FolderState> states(Path folder) throws IOException {
        Place place = Place.of(fileSystem, folder);
        try {
            return folders(place).in(place.path());
        } catch (FileNotFoundException e) {
            return Map.of();
        }
    }

    /** Those of a file system that cannot be written are taken to be kept. */
    private static Folders folders(Place place) throws IOException {
        try {
            return Commit.at(place).folders();
        } catch (UnsupportedFileSystemException e) {
            return new KeptFolders(place.fileSystem());
        }
    }

    /** The way for a place above which all folders have been made. */
    private static Commit withFolders(Place place) throws IOException {
        Commit commit = Commit.at(place);
        commit.makeFoldersAbove(place.path());
        return commit;
    }

    /**
     * S3's client says so by an exception of a library that is not always there, that of HDFS by its words alone: it asks for the
     * blocks of a file again where it finds one gone.
     */
    private static boolean replacedMeanwhile(Throwable e) {
        return e != null
                && (e.getClass().getSimpleName().equals("RemoteFileChangedException")
                        || OTHER_BLOCKS.matcher(String.valueOf(e.getMessage())).matches()
                        || replacedMeanwhile(e.getCause()));
    }
}
