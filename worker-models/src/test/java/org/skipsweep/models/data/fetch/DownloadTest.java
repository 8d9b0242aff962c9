package org.skipsweep.models.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.TestFiles;
import org.skipsweep.models.data.fetch.Checksum.Algorithm;
import org.skipsweep.models.data.fetch.Download.Outcome;
import org.skipsweep.models.data.fetch.LoopbackServer.Manners;
import org.skipsweep.models.data.file.StoredFile;

class DownloadTest {
    private static final byte[] CONTENT = content();

    @TempDir
    private Path root;

    private final List<Long> progress = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Test
    void goodServer_putsTheFileInItsPlace() throws IOException {
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            assertThat(fetch(server)).isEqualTo(Outcome.FETCHED);
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(part()).doesNotExist();
            assertThat(progress).isSorted().endsWith(1_000_000L);
            assertThat(fetch(server)).isEqualTo(Outcome.ALREADY_THERE);
            assertThat(server.ranges()).containsExactly("all");
        }
    }

    @Test
    void brokenConnection_isContinued() throws IOException {
        try (LoopbackServer server =
                new LoopbackServer(CONTENT, Manners.BREAKS_OFF, Manners.BREAKS_OFF, Manners.GOOD)) {
            fetch(server);
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(server.ranges()).hasSize(3).startsWith("all").doesNotHaveDuplicates();
            assertThat(progress).isSorted();
            assertThat(notes)
                    .filteredOn(note -> note.startsWith("continuing at byte "))
                    .hasSize(2);
        }
    }

    @Test
    void partOfAnEarlierCall_isContinued() throws IOException {
        TestFiles.write(part(), Arrays.copyOf(CONTENT, 400_000));
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            fetch(server);
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(server.ranges()).containsExactly("bytes=400000-");
            assertThat(notes).containsExactly("continuing at byte 400,000");
        }
    }

    @Test
    void serverWithoutRanges_startsAgain() throws IOException {
        TestFiles.write(part(), Arrays.copyOf(CONTENT, 400_000));
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.IGNORES_RANGES)) {
            fetch(server);
            assertThat(target()).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void foreignPart_isThrownAwayAndFetchedAfresh() throws IOException {
        TestFiles.write(part(), new byte[400_000]);
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            fetch(server);
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(server.ranges()).containsExactly("bytes=400000-", "all");
        }
    }

    @Test
    void wrongChecksum_namesBothAndLeavesNothing() throws IOException {
        byte[] other = CONTENT.clone();
        other[5]++;
        try (LoopbackServer server = new LoopbackServer(other, Manners.GOOD)) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage("digits.bin could not be fetched:\n  " + server.address("digits.bin")
                            + ": wrong file: SHA-256 " + sha256(other) + ", expected " + sha256(CONTENT));
            assertThat(target()).doesNotExist();
            assertThat(part()).doesNotExist();
        }
    }

    @Test
    void notFound_isNotTriedAgain() throws IOException {
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.HAS_NOTHING)) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessage("digits.bin could not be fetched:\n  " + server.address("digits.bin")
                            + ": HTTP status 404, expected 200");
            assertThat(server.ranges()).hasSize(1);
        }
    }

    @Test
    void busyServer_isTriedAgain() throws IOException {
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.IS_BUSY, Manners.IS_BUSY, Manners.GOOD)) {
            assertThat(fetch(server)).isEqualTo(Outcome.FETCHED);
            assertThat(server.ranges()).hasSize(3);
        }
    }

    @Test
    void secondHome_isTriedAfterTheFirst() throws IOException {
        try (LoopbackServer first = new LoopbackServer(CONTENT, Manners.HAS_NOTHING);
                LoopbackServer second = new LoopbackServer(CONTENT, Manners.GOOD)) {
            fetch(root.toUri(), first.address("digits.bin"), second.address("digits.bin"));
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(notes).containsExactly(first.address("digits.bin") + ": HTTP status 404, expected 200");
        }
    }

    @Test
    void brokenForGood_keepsThePartAndSaysHowToGoOn() throws IOException {
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.BREAKS_OFF)) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("digits.bin could not be fetched:\n  " + server.address("digits.bin")
                            + ": broken off after ")
                    .hasMessageEndingWith("\nRun the same command again to continue.");
            assertThat(part()).exists();
            assertThat(target()).doesNotExist();
        }
    }

    @Test
    void damagedTarget_isReplaced() throws IOException {
        TestFiles.write(target(), new byte[] {1, 2, 3});
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            assertThat(fetch(server)).isEqualTo(Outcome.FETCHED);
            assertThat(target()).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void otherChecksumsAndNoLength_areEnough() throws IOException {
        List<Checksum> known = List.of(checksum(Algorithm.GIT_BLOB), checksum(Algorithm.MD5));
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.BREAKS_OFF, Manners.GOOD)) {
            PublishedFile file = unknownLength(known, server.address("digits.bin"));
            assertThat(new Download(new Configuration(), Duration.ZERO, new Notes()).fetch(file, root.toUri()))
                    .isEqualTo(Outcome.FETCHED);
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(server.ranges()).hasSize(2);
            assertThat(progress).isSorted().endsWith(1_000_000L);
            assertThat(new Download(new Configuration(), Duration.ZERO, new Notes()).fetch(file, root.toUri()))
                    .isEqualTo(Outcome.ALREADY_THERE);
        }
    }

    @Test
    void oneWrongChecksumOfTwo_refused() throws IOException {
        String md5 = "21ecaf34373511aa7691cf2e0802aa3d";
        List<Checksum> known = List.of(checksum(Algorithm.GIT_BLOB), new Checksum(Algorithm.MD5, md5));
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            PublishedFile file = unknownLength(known, server.address("digits.bin"));
            assertThatThrownBy(() ->
                            new Download(new Configuration(), Duration.ZERO, new Notes()).fetch(file, root.toUri()))
                    .hasMessage("digits.bin could not be fetched:\n  " + server.address("digits.bin") + ": wrong file: "
                            + checksum(Algorithm.MD5) + ", expected " + md5);
        }
    }

    @Test
    void gitBlob_isWhatGitPrints() throws IOException {
        byte[] hello = "hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Checksum.of(Algorithm.GIT_BLOB, new ByteArrayInputStream(hello), hello.length))
                .hasToString("git blob ce013625030ba8dba906f756967f9e9ca394464a");
    }

    private static Checksum checksum(Algorithm algorithm) throws IOException {
        return Checksum.of(algorithm, new ByteArrayInputStream(CONTENT), CONTENT.length);
    }

    private static PublishedFile unknownLength(List<Checksum> checksums, URI home) {
        return new PublishedFile("set/digits.bin", OptionalLong.empty(), checksums, Optional.empty(), List.of(home));
    }

    @Test
    void otherFileSystem_getsTheFileToo() throws IOException {
        Configuration conf = new Configuration();
        conf.set("fs.viewfs.mounttable.store.link./data", root.toUri().toString());
        try (LoopbackServer server = new LoopbackServer(CONTENT, Manners.GOOD)) {
            PublishedFile file = file(server.address("digits.bin"));
            new Download(conf, Duration.ZERO, new Notes()).fetch(file, URI.create("viewfs://store/data"));
            assertThat(target()).hasBinaryContent(CONTENT);
            assertThat(part()).doesNotExist();
        }
    }

    private Outcome fetch(LoopbackServer server) {
        return fetch(root.toUri(), server.address("digits.bin"));
    }

    private Outcome fetch(URI dataRoot, URI... homes) {
        return new Download(new Configuration(), Duration.ZERO, new Notes()).fetch(file(homes), dataRoot);
    }

    private static PublishedFile file(URI... homes) {
        return new PublishedFile(
                "set/digits.bin",
                OptionalLong.of(CONTENT.length),
                List.of(new Checksum(Algorithm.SHA_256, sha256(CONTENT))),
                Optional.of(sha256(CONTENT)),
                List.of(homes));
    }

    private Path target() {
        return root.resolve("set/digits.bin");
    }

    private Path part() {
        return root.resolve("set/digits.bin.part");
    }

    private static String sha256(byte[] bytes) {
        try {
            return StoredFile.sha256(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[1_000_000];
        new SplittableRandom(11).nextBytes(content);
        return content;
    }

    private final class Notes implements DownloadListener {
        @Override
        public void advanced(PublishedFile file, long bytesDone, long bytesTotal) {
            progress.add(bytesDone);
        }

        @Override
        public void noted(PublishedFile file, String message) {
            notes.add(message);
        }
    }
}
