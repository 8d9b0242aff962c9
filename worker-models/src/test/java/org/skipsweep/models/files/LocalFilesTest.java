package org.skipsweep.models.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest extends StoreContract {
    /** Opens, and ends with an input/output error where it is read. */
    private static final java.nio.file.Path BEGINNING_OF_MEMORY = java.nio.file.Path.of("/proc/self/mem");

    @TempDir
    private java.nio.file.Path folder;

    @Override
    Configuration hadoop() {
        return new Configuration();
    }

    @Override
    Path folder() {
        return new Path(folder.toUri());
    }

    @Test
    void checksumsOfWhatStoodThere_goWithIt() throws IOException {
        Path file = new Path(folder(), "table");
        try (OutputStream out = file.getFileSystem(hadoop()).create(file)) {
            out.write(1);
        }
        assertThat(folder.resolve(".table.crc")).exists();
        WholeFiles.on(file, hadoop()).write(file, "new");
        assertThat(new String(
                        file.getFileSystem(hadoop()).open(file).readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("new");
        assertThat(folder.resolve(".table.crc")).doesNotExist();
    }

    @Test
    void folderThatIsGone_isNotMadeAnew_whereAFileOfItIsReplaced() throws IOException {
        Path gone = new Path(folder(), "gone/file");
        WholeFiles files = WholeFiles.on(gone, hadoop());
        assertThatThrownBy(() -> files.writeInside(gone, "x"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("gone").toString());
        assertThat(folder.resolve("gone")).doesNotExist();
        files.makeFolder(gone.getParent());
        files.writeInside(gone, "x");
        assertThat(files.text(gone)).contains("x");
    }

    @Test
    void mountTable_promisesWhatIsMounted() throws IOException {
        Configuration mounts = hadoop();
        mounts.set(
                "fs.viewfs.mounttable.mounts.link./data",
                folder.resolve("not-yet").toUri().toString());
        Path file = new Path("viewfs://mounts/data/a/b");
        WholeFiles files = WholeFiles.on(file, mounts);
        files.write(file, "old");
        files.write(file, "new");
        assertThat(files.text(file)).contains("new");
        assertThat(Files.readString(folder.resolve("not-yet/a/b"))).isEqualTo("new");
        assertThatThrownBy(() -> files.write(new Path("viewfs://mounts/elsewhere"), "x"))
                .isInstanceOf(UnsupportedFileSystemException.class)
                .hasMessage("viewfs://mounts/elsewhere does not lie in exactly one mounted file system");
    }

    @Test
    void fileSystemThatPromisesNothing_isRefused() throws IOException {
        Path folder = new Path("http://127.0.0.1/out");
        WholeFiles files = WholeFiles.on(folder, hadoop());
        String message =
                "files on http: can be replaced neither by a rename nor by a write that shows only when it is complete, so"
                        + " that readers would find half files; those on file:, hdfs:, s3a: and gs: can";
        assertThatThrownBy(() -> files.requireWhole(folder))
                .isInstanceOf(UnsupportedFileSystemException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> files.write(new Path(folder, "file"), "x")).hasMessage(message);
    }

    @Test
    void whoMakesAFile_knowsForCertain() throws IOException {
        Path file = new Path(folder(), "made");
        assertThat(WholeFiles.on(file, hadoop()).create(file, "x")).isEqualTo(Creation.SURE);
    }

    /** What even the superuser cannot open. */
    @Test
    void whatIsThereAndCannotBeOpened_isNoMissingFile() throws IOException {
        WholeFiles files = WholeFiles.on(folder(), hadoop());
        Files.createDirectory(folder.resolve("directory"));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("not there"));
        Map<String, String> reasons = Map.of(
                "directory", "Is a directory",
                "loop", "Too many levels of symbolic links or unable to access attributes of symbolic link",
                "nowhere", "a link to what is not there");
        reasons.forEach((name, reason) -> assertThatThrownBy(() -> files.text(new Path(folder(), name)))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder.resolve(name) + ": is there and cannot be opened: " + reason));
        assertThatThrownBy(() -> files.exists(new Path(folder(), "loop"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> files.list(new Path(folder(), "nowhere"))).isInstanceOf(FileSystemException.class);
        assertThat(files.exists(new Path(folder(), "directory"))).isTrue();
        assertThat(files.exists(new Path(folder(), "not there"))).isFalse();
    }

    @Test
    void diskThatCannotBeRead_isAnExceptionThatNamesTheFile() throws IOException {
        assumeThat(BEGINNING_OF_MEMORY).exists();
        Files.createSymbolicLink(folder.resolve("file"), BEGINNING_OF_MEMORY);
        Path file = new Path(folder(), "file");
        assertThatThrownBy(() -> WholeFiles.on(file, hadoop()).text(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": cannot be read: Input/output error");
    }
}
