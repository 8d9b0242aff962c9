package org.skipsweep.models.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every file system must do that an output may lie on. */
abstract class StoreContract {
    private static final int REPLACEMENTS = 200;
    private static final int LENGTH = 20_000;
    private static final int LARGE = 50_000_000;
    private static final int PIECE = 1 << 16;

    @TempDir
    java.nio.file.Path here;

    private WholeFiles files;
    private Path file;

    /** How to reach the store. */
    abstract Configuration hadoop();

    /** A folder of the store that no other test uses. */
    abstract Path folder() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        Path folder = folder();
        files = WholeFiles.on(folder, hadoop());
        file = new Path(folder, "file");
    }

    @Test
    void textAndBytes_comeBackAsTheyWereWritten() throws IOException {
        files.write(file, "grün\n");
        assertThat(files.text(file)).contains("grün\n");
        byte[] bytes = {0, -1, 127, '\n'};
        files.write(file, bytes);
        assertThat(files.read(file, InputStream::readAllBytes)).isEqualTo(bytes);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void fileThatIsNotThere_isNoText() throws IOException {
        assertThat(files.text(file)).isEmpty();
        assertThatThrownBy(() -> files.read(file, InputStream::readAllBytes)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void foldersAboveAFile_areMade() throws IOException {
        Path below = new Path(file.getParent(), "a/b/file");
        files.write(below, "x");
        assertThat(files.text(below)).contains("x");
    }

    @Test
    void storeIsAccepted_forAFolderThatIsNotThereYet() throws IOException {
        files.requireWhole(new Path(file.getParent(), "not/yet"));
    }

    @Test
    void readerWhoPolls_findsTheFileWhole_atEveryOfManyReplacements() throws Exception {
        files.write(file, same(0));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int version = 1; version <= REPLACEMENTS; version++) {
                write(same(version));
            }
        });
        int reads = 0;
        int missing = 0;
        int torn = 0;
        while (!writer.isDone() || reads == 0) {
            reads++;
            try {
                byte[] found = files.read(file, InputStream::readAllBytes);
                torn += found.length == LENGTH && Arrays.equals(found, same(found[0])) ? 0 : 1;
            } catch (FileNotFoundException e) {
                missing++;
            }
            Thread.sleep(1);
        }
        writer.join();
        assertThat(List.of(missing, torn))
                .as("missing and torn of %d reads", reads)
                .containsExactly(0, 0);
        assertThat(files.read(file, InputStream::readAllBytes)).isEqualTo(same(REPLACEMENTS));
        assertThat(names()).containsExactly("file");
    }

    @Test
    void writeThatFailsHalfWay_leavesWhatWasThere_andNothingElse() throws IOException {
        files.write(file, "old");
        for (Throwable failure :
                List.of(new IOException("a"), new IllegalStateException("b"), new StackOverflowError("c"))) {
            assertThatThrownBy(() -> files.write(file, out -> failing(out, failure)))
                    .isSameAs(failure);
            assertThat(files.text(file)).contains("old");
        }
        assertThat(names()).containsExactly("file");
    }

    @Test
    void firstWriteThatFailsHalfWay_leavesNothing() throws IOException {
        files.write(new Path(file.getParent(), "other"), "");
        IOException failure = new IOException("no more");
        assertThatThrownBy(() -> files.write(file, out -> failing(out, failure)))
                .isSameAs(failure);
        assertThat(names()).containsExactly("other");
    }

    @Test
    void writerWhoClosesItsStreamAndFails_leavesWhatWasThere() throws IOException {
        files.write(file, "old");
        IOException failure = new IOException("closed, but not done");
        assertThatThrownBy(() -> files.write(file, out -> {
                    out.write(new byte[PIECE]);
                    out.close();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(files.text(file)).contains("old");
    }

    @Test
    void writerWhoIsInterrupted_leavesTheOldOrTheNewWhole() throws IOException {
        files.write(file, "old");
        try {
            files.write(file, out -> {
                out.write(new byte[PIECE]);
                Thread.currentThread().interrupt();
                out.write(new byte[PIECE]);
            });
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            // One way to end.
        } finally {
            Thread.interrupted();
        }
        byte[] found = files.read(file, InputStream::readAllBytes);
        assertThat(found.length).isIn("old".length(), 2 * PIECE);
        files.clear(file.getParent(), Duration.ZERO);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void twoWriters_leaveWhatOneOfThemWrote() throws IOException {
        CompletableFuture<?>[] writers = new CompletableFuture<?>[2];
        Arrays.setAll(
                writers,
                writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 5; i++) {
                        write(same(writer));
                    }
                }));
        CompletableFuture.allOf(writers).join();
        byte[] found = files.read(file, InputStream::readAllBytes);
        assertThat(found).isEqualTo(same(found[0]));
        assertThat(names()).containsExactly("file");
    }

    @Test
    void fileThatIsThere_isNotMade_andStays() throws IOException {
        assertThat(files.create(file, "first")).isNotEqualTo(Creation.THERE);
        assertThat(files.create(file, "second")).isEqualTo(Creation.THERE);
        assertThat(files.text(file)).contains("first");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void manyWhoMakeAFileAtOnce_atMostOneIsSure_andTheFileIsItsOwn() throws Exception {
        List<CompletableFuture<Creation>> makers = new ArrayList<>();
        for (int maker = 0; maker < 8; maker++) {
            String text = "maker " + maker;
            makers.add(CompletableFuture.supplyAsync(() -> create(text)));
        }
        List<Integer> sure = new ArrayList<>();
        for (int maker = 0; maker < makers.size(); maker++) {
            if (makers.get(maker).get() == Creation.SURE) {
                sure.add(maker);
            }
        }
        assertThat(sure).hasSizeLessThanOrEqualTo(1);
        assertThat(files.text(file)).isPresent();
        for (int maker : sure) {
            assertThat(files.text(file)).contains("maker " + maker);
        }
        assertThat(names()).containsExactly("file");
    }

    @Test
    void whatAKilledWriterLeft_isNeverRead_andClearedByAge() throws IOException {
        files.write(file, "old");
        try (OutputStream out = files.fileSystem().create(files.temporary(file))) {
            out.write(new byte[PIECE]);
        }
        files.write(new Path(files.temporary(file), "part"), "x");
        assertThat(files.text(file)).contains("old");
        files.clear(file.getParent(), Duration.ofDays(1));
        assertThat(filesBelow()).hasSize(3);
        assertThat(files.clear(file.getParent(), Duration.ZERO)).containsExactly("file");
        assertThat(filesBelow()).containsExactly("file");
        assertThat(files.clear(new Path(file.getParent(), "nowhere"), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void folder_tellsWhenItWasBegun_andThatItsFilesChanged_andElseStaysTheSame() throws Exception {
        Path folder = file.getParent();
        Path trial = new Path(folder, "trial");
        assertThat(files.state(trial)).isEmpty();
        assertThat(files.states(trial)).isEmpty();
        files.beginFolder(trial);
        FolderState begun = stateOf(trial);
        files.write(new Path(folder, "elsewhere/file"), "x");
        FolderState still = stateOf(trial);
        assertThat(still).isEqualTo(begun);
        files.write(new Path(trial, "file"), "1");
        FolderState written = stateOf(trial);
        assertThat(written).isNotEqualTo(begun);
        files.write(new Path(trial, "file"), "12");
        FolderState again = stateOf(trial);
        assertThat(again).isNotEqualTo(written);
        files.fileSystem().delete(new Path(trial, "file"), false);
        assertThat(stateOf(trial)).isNotEqualTo(again);
        assertThat(files.states(folder)).containsOnlyKeys("trial", "elsewhere");
    }

    /** As both ways tell it, and a while later, since times are in ticks of a clock. */
    private FolderState stateOf(Path folder) throws Exception {
        FolderState state = files.state(folder).orElseThrow();
        Thread.sleep(50);
        assertThat(files.states(folder.getParent())).containsEntry(folder.getName(), state);
        return state;
    }

    @Test
    void fileOfTheSameStore_takesThePlace() throws IOException {
        files.write(file, "old");
        Path finished = new Path(file.getParent(), "job/part-0");
        files.write(finished, "new");
        files.move(finished, file);
        assertThat(files.text(file)).contains("new");
        assertThat(files.text(finished)).isEmpty();
    }

    @Test
    void fileOfThisMachine_takesThePlace() throws IOException {
        files.write(file, "old");
        java.nio.file.Path finished = Files.writeString(here.resolve("finished"), "new");
        files.take(finished, file);
        assertThat(files.text(file)).contains("new");
        assertThat(finished).doesNotExist();
    }

    @Test
    void largeFile_isPassedOn_andNotKeptInTheHeap() throws IOException {
        long[] held = new long[2];
        long before = heap();
        files.write(file, out -> {
            byte[] piece = new byte[PIECE];
            for (int written = 0; written < LARGE; written += piece.length) {
                Arrays.fill(piece, (byte) (written / PIECE));
                out.write(piece, 0, Math.min(piece.length, LARGE - written));
            }
            held[0] = heap() - before;
        });
        long read = files.read(file, in -> {
            long total = 0;
            byte[] piece = new byte[PIECE];
            for (int length = in.readNBytes(piece, 0, PIECE); length > 0; length = in.readNBytes(piece, 0, PIECE)) {
                assertThat(piece[length - 1]).isEqualTo((byte) (total / PIECE));
                total += length;
            }
            held[1] = heap() - before;
            return total;
        });
        assertThat(read).isEqualTo(LARGE);
        assertThat(held[0]).as("bytes in the heap after all was written").isLessThan(LARGE / 2);
        assertThat(held[1]).as("bytes in the heap after all was read").isLessThan(LARGE / 2);
    }

    private Creation create(String text) {
        try {
            return files.create(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(byte[] bytes) {
        try {
            files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] same(int version) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) version);
        return bytes;
    }

    private static void failing(OutputStream out, Throwable failure) throws IOException {
        out.write("new".getBytes(StandardCharsets.UTF_8));
        out.write(new byte[3 * PIECE]);
        out.flush();
        if (failure instanceof IOException checked) {
            throw checked;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (Error) failure;
    }

    private List<String> names() throws IOException {
        return Arrays.stream(files.fileSystem().listStatus(file.getParent()))
                .map(FileStatus::getPath)
                .map(Path::getName)
                .sorted()
                .toList();
    }

    /** Not the folders, since some stores forget an empty one only after a while. */
    private List<String> filesBelow() throws IOException {
        List<String> names = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> below = files.fileSystem().listFiles(file.getParent(), true);
        while (below.hasNext()) {
            names.add(below.next().getPath().getName());
        }
        return names;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
