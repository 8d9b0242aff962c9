package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.FileReport.Verdict;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class OmniglotTest {
    private static final int ALL = DataSpec.ALL;
    private static final int TRAIN = 24_345;
    private static final int TEST = 8_070;
    private final Configuration conf = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void shuffle_isTheSameForEverAndKeepsImageAndLabelTogether() {
        ImageSet shuffled = OmniglotSource.shuffled(numbered(100), Part.TRAIN);
        assertThat(shuffled.labels())
                .startsWith(1, 39, 54, 52, 11)
                .containsExactlyInAnyOrder(numbered(100).labels());
        assertThat(shuffled.pixels()).isEqualTo(shuffled.labels());
        assertThat(OmniglotSource.shuffled(numbered(100), Part.TEST).labels()).isNotEqualTo(shuffled.labels());
    }

    @Test
    void publishedFile_isSplitAndBinarised() throws IOException {
        writeMat();
        DataSpec spec = new DataSpec(Dataset.OMNIGLOT, Binarization.DYNAMIC, ALL, ALL, ALL);
        assertThat(TestFiles.problems(spec, root(), conf)).isEmpty();
        ImageData data = TestFiles.load(spec, root(), conf);
        assertThat(data.train().size()).isEqualTo(22_345);
        assertThat(data.train().kind()).isEqualTo(PixelKind.GREY);
        assertThat(data.validation().size()).isEqualTo(2_000);
        assertThat(data.validation().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(data.test().size()).isEqualTo(TEST);
        assertThat(data.test().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(data.checksums()).containsOnlyKeys("omniglot/chardata.mat");
        for (ImageSet part : new ImageSet[] {data.train(), data.validation(), data.test()}) {
            assertThat(inkAtLabel(part)).isEqualTo(part.size());
        }
    }

    @Test
    void limits_takeTheStartOfEachPart() throws IOException {
        writeMat();
        ImageData all =
                TestFiles.load(new DataSpec(Dataset.OMNIGLOT, Binarization.STATIC, 5_000, ALL, ALL), root(), conf);
        ImageData few =
                TestFiles.load(new DataSpec(Dataset.OMNIGLOT, Binarization.STATIC, 300, 200, 100), root(), conf);
        assertThat(few.train().pixels()).isEqualTo(all.train().first(300).pixels());
        assertThat(few.train().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(few.validation().pixels())
                .isEqualTo(all.validation().first(200).pixels());
        assertThat(few.test().labels()).isEqualTo(all.test().first(100).labels());
    }

    @Test
    void nothingThere_saysWhatCouldBe() {
        String message =
                "file:" + folder + "/omniglot/chardata.mat: not found, nor the same images as IDX files beside it,"
                        + " omniglot-train-images-idx3-ubyte.gz and so on. To fetch what is missing of omniglot: sweep data fetch omniglot --data file:"
                        + folder + "; where data lie, --data or SKIP_SWEEP_DATA says";
        assertThat(TestFiles.problems(Dataset.OMNIGLOT, root(), conf)).containsExactly(message);
        DataSpec spec = new DataSpec(Dataset.OMNIGLOT, Binarization.DYNAMIC, ALL, ALL, ALL);
        assertThatThrownBy(() -> TestFiles.load(spec, root(), conf))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        assertThat(TestFiles.check(Dataset.OMNIGLOT, root(), conf))
                .containsExactly(new FileReport(
                        "file:" + folder + "/omniglot/chardata.mat",
                        Verdict.MISSING,
                        "not there; to fetch it: sweep data fetch omniglot --data file:" + folder));
    }

    @Test
    void matrixOfAnotherSizeAndMissingAlphabets_areBothNamed() throws IOException {
        Files.createDirectories(mat().getParent());
        Mat5.writeToFile(
                Mat5.newMatFile()
                        .addArray("data", Mat5.newMatrix(784, 500))
                        .addArray("target", Mat5.newMatrix(50, TRAIN, MatlabType.UInt8))
                        .addArray("testdata", Mat5.newMatrix(784, TEST, MatlabType.UInt8)),
                mat().toFile());
        String held = "; the file holds data (784 x 500), target (50 x 24,345), testdata (784 x 8,070)";
        assertThat(TestFiles.problems(Dataset.OMNIGLOT, root(), conf))
                .containsExactly(
                        "file:" + mat() + ": no matrix \"data\" of 784 x 24,345 numbers" + held,
                        "file:" + mat() + ": no matrix \"testtarget\" of 50 x 8,070 numbers" + held);
        assertThat(TestFiles.check(Dataset.OMNIGLOT, root(), conf))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
                    assertThat(report.detail())
                            .matches(
                                    "file has git blob [0-9a-f]{40}, expected 016a3536ffe5e1d38e42563a18d7a78bfaf643ec;"
                                            + " to fetch it: sweep data fetch omniglot --data .*");
                });
    }

    @Test
    void idxFiles_areUsedWherePublishedFileIsNotThere() {
        URI real = TestFiles.realData();
        DataSpec spec = new DataSpec(Dataset.OMNIGLOT, Binarization.DYNAMIC, ALL, ALL, ALL);
        assertThat(TestFiles.problems(spec, real, conf)).isEmpty();
        ImageData data = TestFiles.load(spec, real, conf);
        assertThat(data.train().size()).isEqualTo(22_345);
        assertThat(data.train().mean()).isCloseTo(0.0830, within(3e-4));
        assertThat(data.test().mean()).isCloseTo(0.0820, within(3e-4));
        assertThat(IntStream.range(0, TEST)
                        .map(i -> data.test().label(i).getAsInt())
                        .distinct())
                .hasSize(50);
        assertThat(data.checksums()).hasSize(4);
        assertThat(TestFiles.check(Dataset.OMNIGLOT, real, conf))
                .hasSize(4)
                .allSatisfy(report -> assertThat(report.verdict()).isEqualTo(Verdict.PLAUSIBLE));
    }

    /** A file in the published layout whose images have one pixel of ink, in the place of their alphabet. */
    private void writeMat() throws IOException {
        Files.createDirectories(mat().getParent());
        Mat5.writeToFile(
                Mat5.newMatFile()
                        .addArray("data", ink(784, TRAIN))
                        .addArray("target", ink(50, TRAIN))
                        .addArray("testdata", ink(784, TEST))
                        .addArray("testtarget", ink(50, TEST)),
                mat().toFile());
    }

    private static Matrix ink(int rows, int columns) {
        Matrix matrix = Mat5.newMatrix(rows, columns, MatlabType.UInt8);
        for (int column = 0; column < columns; column++) {
            matrix.setByte(column % 50, column, (byte) 1);
        }
        return matrix;
    }

    private static long inkAtLabel(ImageSet images) {
        return IntStream.range(0, images.size())
                .filter(i -> {
                    int alphabet = images.label(i).getAsInt();
                    return images.pixels()[784 * i + alphabet % 28 * 28 + alphabet / 28] == (byte) 255;
                })
                .count();
    }

    private static ImageSet numbered(int size) {
        byte[] numbers = new byte[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (byte) i;
        }
        return new ImageSet(1, 1, PixelKind.GREY, numbers, numbers);
    }

    private Path mat() {
        return folder.resolve("omniglot/chardata.mat");
    }

    private URI root() {
        return folder.toUri();
    }
}
