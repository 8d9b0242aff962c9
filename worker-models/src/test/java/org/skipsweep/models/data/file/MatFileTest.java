package org.skipsweep.models.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.Deflater;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.TestFiles;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

class MatFileTest {
    private static final int PIXELS = 784;
    private static final int ALPHABETS = 50;
    private final Configuration conf = new Configuration();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = MatlabType.class,
            names = {"Double", "Single"})
    void columns_becomeUprightGreyImagesLabelledByAlphabet(MatlabType type) throws IOException {
        Matrix data = Mat5.newMatrix(PIXELS, 2, type);
        data.setDouble(28 * 3 + 1, 0, 1);
        data.setDouble(28 * 27, 0, 0.5);
        data.setDouble(0, 1, 0.25);
        ImageSet images = images(write(data, oneHot(2, 49, 7)), 2);
        byte[] first = new byte[PIXELS];
        first[28 + 3] = (byte) 255;
        first[27] = (byte) 128;
        assertThat(Arrays.copyOf(images.pixels(), PIXELS)).isEqualTo(first);
        assertThat(images.pixels()[PIXELS]).isEqualTo((byte) 64);
        assertThat(images.labels()).containsExactly(49, 7);
        assertThat(images.kind()).isEqualTo(PixelKind.GREY);
    }

    @Test
    void anyFileSystem_andAnyVariable() throws IOException {
        write(Mat5.newMatrix(PIXELS, 1), oneHot(1, 3));
        conf.set("fs.viewfs.mounttable.matlab.link./data", folder.toUri().toString());
        MatFile file = MatFile.read(
                new org.apache.hadoop.fs.Path(URI.create("viewfs://matlab/data/chardata.mat")), Set.of("target"), conf);
        assertThat(file.matrix("target", ALPHABETS, 1).getDouble(3)).isEqualTo(1);
        file.check("data", PIXELS, 1);
        assertThat(file.sha256()).isEqualTo(StoredFile.sha256(java.nio.file.Files.newInputStream(path())));
    }

    @Test
    void otherMatrices_areNamedBesideTheExpected() throws IOException {
        Path path = write(Mat5.newMatrix(900, 2), oneHot(2, 1, 2));
        assertThatThrownBy(() -> images(path, 2))
                .isInstanceOf(DataException.class)
                .hasMessage("file:" + path + ": no matrix \"data\" of 784 x 2 numbers; the file holds data (900 x 2),"
                        + " target (50 x 2), note (1 x 5)");
    }

    @Test
    void textInPlaceOfNumbers_refused() throws IOException {
        Path path = path();
        Mat5.writeToFile(Mat5.newMatFile().addArray("data", Mat5.newString("x")), path.toFile());
        assertThatThrownBy(() -> MatFile.read(TestFiles.hadoop(path), Set.of("data"), conf)
                        .matrix("data", 1, 1))
                .hasMessage("file:" + path + ": \"data\" does not hold real numbers");
    }

    @Test
    void valuesOutOfRange_areLocated() throws IOException {
        Matrix data = Mat5.newMatrix(PIXELS, 2);
        data.setDouble(10, 1, 1.5);
        Path path = write(data, oneHot(2, 1, 2));
        assertThatThrownBy(() -> images(path, 2)).hasMessage("file:" + path + ": data(11,2) is 1.5, expected 0 to 1");
        data.setDouble(10, 1, Double.NaN);
        write(data, oneHot(2, 1, 2));
        assertThatThrownBy(() -> images(path, 2)).hasMessage("file:" + path + ": data(11,2) is NaN, expected 0 to 1");
    }

    @Test
    void imageOfTwoAlphabetsOrNone_refused() throws IOException {
        Matrix target = oneHot(2, 1, 2);
        target.setDouble(5, 1, 1);
        Path path = write(Mat5.newMatrix(PIXELS, 2), target);
        assertThatThrownBy(() -> images(path, 2))
                .hasMessage("file:" + path + ": target: column 2 holds 2 ones, expected one, the alphabet");
        target.setDouble(5, 1, 0.5);
        write(Mat5.newMatrix(PIXELS, 2), target);
        assertThatThrownBy(() -> images(path, 2)).hasMessage("file:" + path + ": target(6,2) is 0.5, expected 0 or 1");
    }

    @Test
    void foreignTruncatedAndNewerFiles_refused() throws IOException {
        Path path = write(Mat5.newMatrix(PIXELS, 2), oneHot(2, 1, 2));
        byte[] whole = java.nio.file.Files.readAllBytes(path);
        for (byte[] bytes : new byte[][] {Arrays.copyOf(whole, whole.length - 3), {1, 2, 3}, new byte[1000]}) {
            TestFiles.write(path, bytes);
            assertThatThrownBy(() -> images(path, 2))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("file:" + path + ": cannot be read as a MATLAB 5 file (")
                    .hasMessageEndingWith("; it is another file, damaged or incomplete, copy or fetch it again");
        }
        TestFiles.write(path, "MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> images(path, 2))
                .hasMessage("file:" + path
                        + ": a MATLAB file of version 7.3, expected version 5; in MATLAB: save it again with -v7");
    }

    @Test
    void elementLongerThanWhatItLiesIn_takesNoMemory() throws IOException {
        Path path = path();
        ByteBuffer file = ByteBuffer.allocate(1 << 16);
        Mat5.newWriter(Sinks.wrap(file))
                .setDeflateLevel(Deflater.NO_COMPRESSION)
                .writeMat(Mat5.newMatFile().addArray("data", Mat5.newMatrix(PIXELS, 1)));
        ByteBuffer bytes =
                ByteBuffer.wrap(Arrays.copyOf(file.array(), file.position())).order(file.order());
        // The dimensions of the first matrix, behind the header, its own tag and its flags.
        bytes.putInt(128 + 8 + 16 + 4, 2_000_000_000);
        TestFiles.write(path, bytes.array());
        assertThatThrownBy(() -> images(path, 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("an element says to have 2000000000 bytes where ");
    }

    @Test
    void filesOfMatlabItself_holdTheImagesOfTheirIdxForm() {
        URI root = TestFiles.realData();
        MatFile file = MatFile.read(
                new DataRoot(root, new Configuration()).path("binarized-mnist/binarized_mnist_test.mat"),
                Set.of("X"),
                conf);
        Matrix x = file.matrix("X", 10_000, PIXELS);
        byte[] expected = IdxFile.read(
                        new DataRoot(root, new Configuration())
                                .path("binarized-mnist/binarized-mnist-test-images-idx3-ubyte.gz"),
                        conf)
                .bytes();
        byte[] found = new byte[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = x.getByte(i / PIXELS, i % PIXELS);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void layoutSample_holdsTheFirstImagesOfTheIdxForm() {
        URI root = TestFiles.realData();
        MatFile file = MatFile.read(
                new DataRoot(root, new Configuration()).path("omniglot/chardata-layout-sample.mat"),
                Set.of("data", "target", "testdata", "testtarget"),
                conf);
        assertSame(root, CharacterMatrix.images(file, "data", "target", 500), "train");
        assertSame(root, CharacterMatrix.images(file, "testdata", "testtarget", 200), "test");
    }

    private void assertSame(URI root, ImageSet images, String part) {
        byte[] pixels = IdxFile.read(
                        new DataRoot(root, new Configuration())
                                .path("omniglot/omniglot-" + part + "-images-idx3-ubyte.gz"),
                        conf)
                .bytes();
        byte[] labels = IdxFile.read(
                        new DataRoot(root, new Configuration())
                                .path("omniglot/omniglot-" + part + "-alphabets-idx1-ubyte.gz"),
                        conf)
                .bytes();
        assertThat(images.pixels()).isEqualTo(Arrays.copyOf(pixels, images.size() * PIXELS));
        assertThat(images.labels()).isEqualTo(Arrays.copyOf(labels, images.size()));
    }

    private ImageSet images(Path path, int size) {
        MatFile file = MatFile.read(TestFiles.hadoop(path), Set.of("data", "target"), conf);
        return CharacterMatrix.images(file, "data", "target", size);
    }

    private Path write(Matrix data, Matrix target) throws IOException {
        Mat5.writeToFile(
                Mat5.newMatFile()
                        .addArray("data", data)
                        .addArray("target", target)
                        .addArray("note", Mat5.newString("hello")),
                path().toFile());
        return path();
    }

    private Path path() {
        return folder.resolve("chardata.mat");
    }

    private static Matrix oneHot(int columns, int... alphabets) {
        Matrix target = Mat5.newMatrix(ALPHABETS, columns);
        for (int i = 0; i < alphabets.length; i++) {
            target.setDouble(alphabets[i], i, 1);
        }
        return target;
    }
}
