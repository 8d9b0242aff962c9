package org.skipsweep.models.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.TestFiles;
import org.skipsweep.models.data.strokes.StrokeDigits;

class AmatFileTest {
    private static final ImageSet DIGITS = new StrokeDigits(3).images(Part.TRAIN, 5);

    @TempDir
    private Path folder;

    @Test
    void written_readsBackEqual() throws IOException {
        AmatFile file = AmatFile.read(file(text()), 5, new Configuration());
        assertThat(file.images().pixels()).isEqualTo(DIGITS.pixels());
        assertThat(file.images().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(file.images().label(0)).isEmpty();
    }

    @Test
    void windowsLineEndsAndNoLastLineEnd_readEqual() throws IOException {
        String text = text().replace("\n", " \r\n").stripTrailing();
        assertThat(AmatFile.read(file(text), 5, new Configuration()).images().pixels())
                .isEqualTo(DIGITS.pixels());
    }

    @Test
    void wrongCharacter_namesLine() throws IOException {
        assertMessage(text().replaceFirst("\n0", "\n2"), ":2: the character '2', expected 0, 1 or a blank");
    }

    @Test
    void unprintableByte_namesLine() throws IOException {
        assertMessage("0 1 \u0001", ":1: the byte 01, expected 0, 1 or a blank");
    }

    @Test
    void shortLine_namesLine() throws IOException {
        assertMessage(text().replaceFirst("\n0 ", "\n"), ":2: 783 values, expected 784");
    }

    @Test
    void longLine_namesLine() throws IOException {
        assertMessage(text().replaceFirst("\n0 ", "\n0 0 "), ":2: more than 784 values, expected 784");
    }

    @Test
    void digitsWithoutBlank_namesLine() throws IOException {
        assertMessage("00", ":1: two digits side by side, expected blanks between them");
    }

    @Test
    void tooManyImages_namesLine() throws IOException {
        assertMessage(text() + text(), ":6: one image too many, expected 5 images");
    }

    @Test
    void tooFewImages_saysTruncated() throws IOException {
        String text = text();
        assertMessage(
                text.substring(0, 2 * 1568),
                ": truncated: 2 images, expected 5; the file is incomplete, copy or fetch it again");
    }

    @Test
    void start_isCheckedAlone() throws IOException {
        org.apache.hadoop.fs.Path good = file(text());
        assertThatCode(() -> AmatFile.checkStart(good, new Configuration())).doesNotThrowAnyException();
        org.apache.hadoop.fs.Path empty = file("");
        assertThatThrownBy(() -> AmatFile.checkStart(empty, new Configuration()))
                .hasMessage(empty + ":1: no image, expected 784 digits 0 or 1 separated by blanks");
    }

    private static String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AmatFile.write(DIGITS, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private org.apache.hadoop.fs.Path file(String text) throws IOException {
        return TestFiles.hadoop(TestFiles.write(folder.resolve("some.amat"), text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void assertMessage(String text, String message) throws IOException {
        org.apache.hadoop.fs.Path path = file(text);
        assertThatThrownBy(() -> AmatFile.read(path, 5, new Configuration()))
                .isInstanceOf(DataException.class)
                .hasMessage(path + message);
    }
}
