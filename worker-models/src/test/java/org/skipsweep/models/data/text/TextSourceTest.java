package org.skipsweep.models.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TestFiles;
import org.skipsweep.models.data.TextData;

class TextSourceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        write("train.txt", "a b c\n\nb c\n  \nc c c c\n<s> c\n");
        write("valid.txt", "a d\n");
        Files.write(folder.resolve("test.gz"), TestFiles.gzip("c a b\nb\r\nlast".getBytes(StandardCharsets.UTF_8)));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private TextData load(Object... changes) {
        return TextTrials.load("text", values(changes), folder.toUri());
    }

    private static Map<String, Object> values(Object... changes) {
        Map<String, Object> values = new LinkedHashMap<>(
                Map.of("text.train", "train.txt", "text.validation", "valid.txt", "text.test", "test.gz"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put((String) changes[i], changes[i + 1]);
        }
        return values;
    }

    private static List<String> texts(SentenceSet set) {
        return IntStream.range(0, set.size()).mapToObj(set::text).toList();
    }

    private void refused(String message, Object... changes) {
        assertThatThrownBy(() -> load(changes))
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("DIR", "file:" + folder));
    }

    @Test
    void documents_areReadPackedOrNot_sortedByLengthAndCounted() {
        TextData data = load();
        assertThat(texts(data.train())).containsExactly("b c", "<unk> c", "a b c", "c c c c");
        assertThat(data.train().counts()).isEqualTo(new CorpusCounts(4, 11, 2, 0, 1, 1));
        assertThat(data.notes())
                .hasSize(3)
                .contains(
                        "text, training: 4 documents, 11 words, 2 empty lines dropped, 1 words spelled like special tokens,"
                                + " 1 words not in the vocabulary");
        assertThat(data.train().counts().text())
                .isEqualTo("4 documents, 11 words, 2 empty lines dropped, 1 words spelled like special tokens,"
                        + " 1 words not in the vocabulary");
        assertThat(texts(data.validation())).containsExactly("a <unk>");
        assertThat(texts(data.test())).containsExactly("b", "<unk>", "c a b");
        assertThat(data.train().vocabulary().size()).isEqualTo(7);
        assertThat(data.train().label(0)).isEmpty();
        assertThat(data.checksums()).containsOnlyKeys("train.txt", "valid.txt", "test.gz");
    }

    @Test
    void limits_dropCutAndTakeTheFirst() {
        TextData dropped = load("longest-sentence", 3);
        assertThat(texts(dropped.train())).containsExactly("b c", "<unk> c", "a b c");
        assertThat(dropped.train().counts().tooLong()).isEqualTo(1);
        TextData cut = load("first-words", 2, "longest-sentence", 3);
        assertThat(texts(cut.train())).containsExactly("a b", "b c", "c c", "<unk> c");
        assertThat(cut.train().counts().tooLong()).isZero();
        TextData first = load("train-examples", 2, "test-examples", 2);
        assertThat(texts(first.train())).containsExactly("b c", "a b c");
        assertThat(first.train().vocabulary().size()).isEqualTo(7);
        assertThat(texts(first.test())).containsExactly("b", "c a b");
        assertThat(texts(load("vocabulary-size", 5).train()))
                .containsExactly("<unk> c", "<unk> c", "<unk> <unk> c", "c c c c");
    }

    @Test
    void holdOut_validatesWithDocumentsOfTheTrainingFile_alwaysTheSame() throws IOException {
        String text = IntStream.range(0, 100).mapToObj(i -> "w" + i + "\n").collect(Collectors.joining());
        write("train.txt", text);
        Object[] holdOut = {"text.validation", "", "text.hold-out", 10};
        TextData data = load(holdOut);
        assertThat(data.validation().size()).isEqualTo(10);
        assertThat(data.validation().counts().unknownWords()).isEqualTo(10);
        assertThat(data.train().size()).isEqualTo(90);
        assertThat(data.train().counts().unknownWords()).isZero();
        assertThat(texts(data.train()))
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
        assertThat(texts(load(holdOut).train())).isEqualTo(texts(data.train()));
        refused(
                "train.txt: text.hold-out = 100 leaves none of its 100 documents to train on; hold out fewer",
                "text.validation",
                "",
                "text.hold-out",
                100);
    }

    @Test
    void damagedFiles_areAllNamedWithTheirLines() throws IOException {
        byte[] train = "good\nbad X\ngood\nbad X".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < train.length; i++) {
            train[i] = train[i] == 'X' ? (byte) 0xE4 : train[i];
        }
        Files.write(folder.resolve("train.txt"), train);
        Files.delete(folder.resolve("valid.txt"));
        assertThatThrownBy(this::load)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "file:" + folder + "/train.txt:2: not UTF-8; convert the file, or remove the line\n"
                                + "file:" + folder + "/train.txt:4: not UTF-8; convert the file, or remove the line\n"
                                + "file:" + folder + "/valid.txt: cannot be read: ");
    }

    @Test
    void manyDamagedLines_areCountedBeyondTwenty() throws IOException {
        byte[] lines = new byte[2 * 1_500];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (byte) (i % 2 == 0 ? 0xFF : '\n');
        }
        Files.write(folder.resolve("train.txt"), lines);
        assertThatThrownBy(this::load).satisfies(e -> assertThat(e.getMessage().lines())
                .hasSize(21)
                .last()
                .isEqualTo("file:" + folder + "/train.txt: 1,480 more lines are not UTF-8"));
    }

    @Test
    void filesWithoutADocument_sayWhy() throws IOException {
        write("valid.txt", "");
        refused("DIR/valid.txt: no document (0 empty lines); expected one a line, its words separated by blanks");
        write("valid.txt", "\n \n");
        refused("DIR/valid.txt: no document (2 empty lines); expected one a line, its words separated by blanks");
        write("valid.txt", "a b c d e\na b c d\n");
        refused(
                "DIR/valid.txt: all of its 2 documents have more than longest-sentence = 3 words, the shortest 4;"
                        + " raise longest-sentence, or let first-words cut them",
                "longest-sentence",
                3);
    }

    @Test
    void problems_nameFilesThatAreNotThere() throws IOException {
        assertThat(new TextSource().problems(TextTrials.spec("text", values()), TextTrials.root(folder.toUri())))
                .isEmpty();
        Files.delete(folder.resolve("valid.txt"));
        assertThat(new TextSource()
                        .problems(
                                TextTrials.spec(
                                        "text",
                                        values("text.train", folder.toUri().toString())),
                                TextTrials.root(folder.toUri())))
                .containsExactly(
                        "file:" + folder + ": not a file, but text.train must name one",
                        "file:" + folder + "/valid.txt: not found, but text.validation names it");
    }

    @Test
    void absolutePaths_needNoRoot() {
        Map<String, Object> absolute = values(
                "text.train", folder.resolve("train.txt").toString(),
                "text.validation", folder.resolve("valid.txt").toUri().toString(),
                "text.test", folder.resolve("test.gz").toString());
        TextData data = TextTrials.load("text", absolute, TextTrials.NOWHERE);
        assertThat(Arrays.stream(data.train().sentences()).toList()).hasSize(4);
    }
}
