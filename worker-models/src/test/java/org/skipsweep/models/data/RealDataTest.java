package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.FileReport.Verdict;
import org.skipsweep.models.data.file.AmatFile;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;

class RealDataTest {
    private static final int ALL = DataSpec.ALL;
    private final Configuration conf = new Configuration();

    @Test
    void mnistFiles_haveTheKnownCountsAndMeans() {
        URI root = TestFiles.realData();
        IdxFile labels =
                IdxFile.read(new DataRoot(root, new Configuration()).path("mnist/train-labels-idx1-ubyte.gz"), conf);
        assertThat(counts(labels.bytes())).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        IdxFile testLabels =
                IdxFile.read(new DataRoot(root, new Configuration()).path("mnist/t10k-labels-idx1-ubyte.gz"), conf);
        assertThat(counts(testLabels.bytes())).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        IdxFile train =
                IdxFile.read(new DataRoot(root, new Configuration()).path("mnist/train-images-idx3-ubyte.gz"), conf);
        assertThat(mean(train)).isCloseTo(0.1307, within(5e-5));
        IdxFile test =
                IdxFile.read(new DataRoot(root, new Configuration()).path("mnist/t10k-images-idx3-ubyte.gz"), conf);
        assertThat(mean(test)).isCloseTo(0.1325, within(5e-5));
    }

    @Test
    void dynamicMnist_isSplitAndTrainsOnGrey() {
        URI root = TestFiles.realData();
        DataSpec spec = new DataSpec(Dataset.MNIST, Binarization.DYNAMIC, ALL, ALL, 1000);
        assertThat(TestFiles.problems(spec, root, conf)).isEmpty();
        ImageData data = TestFiles.load(spec, root, conf);
        assertThat(data.train().size()).isEqualTo(50_000);
        assertThat(data.validation().size()).isEqualTo(10_000);
        assertThat(data.test().size()).isEqualTo(1000);
        assertThat(data.train().kind()).isEqualTo(PixelKind.GREY);
        assertThat(data.validation().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(data.test().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(data.checksums())
                .hasSize(4)
                .containsEntry(
                        "mnist/train-images-idx3-ubyte.gz",
                        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");
    }

    @Test
    void staticMnist_keepsTheMeanAndSharesTheHeldOutDraws() {
        URI root = TestFiles.realData();
        ImageData once = TestFiles.load(new DataSpec(Dataset.MNIST, Binarization.STATIC, 20_000, 500, 500), root, conf);
        ImageData grey =
                TestFiles.load(new DataSpec(Dataset.MNIST, Binarization.DYNAMIC, 20_000, 500, 500), root, conf);
        assertThat(once.train().kind()).isEqualTo(PixelKind.BINARY);
        assertThat(once.train().mean()).isCloseTo(grey.train().mean(), within(2e-4));
        assertThat(once.validation().pixels()).isEqualTo(grey.validation().pixels());
        assertThat(once.test().labels()).isEqualTo(grey.test().labels());
    }

    @Test
    void binarizedMnist_hasTheKnownMeansAndLabels() {
        ImageData data = TestFiles.load(binarized(), TestFiles.realData(), conf);
        assertThat(data.train().size()).isEqualTo(50_000);
        assertThat(data.train().mean()).isCloseTo(0.130562, within(5e-7));
        assertThat(data.validation().mean()).isCloseTo(0.131127, within(5e-7));
        assertThat(data.test().mean()).isCloseTo(0.132512, within(5e-7));
        assertThat(counts(data.test().labels())).startsWith(980, 1135);
    }

    @Test
    void binarizedMnistAsText_isTheSameWithoutLabels(@TempDir Path folder) throws IOException {
        ImageData idx = TestFiles.load(binarized(), TestFiles.realData(), conf);
        Files.createDirectories(folder.resolve("binarized-mnist"));
        write(idx.train(), folder.resolve("binarized-mnist/binarized_mnist_train.amat"));
        write(idx.validation(), folder.resolve("binarized-mnist/binarized_mnist_valid.amat"));
        write(idx.test(), folder.resolve("binarized-mnist/binarized_mnist_test.amat"));
        assertThat(TestFiles.problems(binarized(), folder.toUri(), conf)).isEmpty();
        ImageData text = TestFiles.load(binarized(), folder.toUri(), conf);
        assertThat(text.train().pixels()).isEqualTo(idx.train().pixels());
        assertThat(text.validation().pixels()).isEqualTo(idx.validation().pixels());
        assertThat(text.test().pixels()).isEqualTo(idx.test().pixels());
        assertThat(text.test().label(0)).isEmpty();
        assertThat(TestFiles.check(Dataset.BINARIZED_MNIST, folder.toUri(), conf))
                .extracting(FileReport::verdict)
                .containsExactly(Verdict.PUBLISHED, Verdict.PUBLISHED, Verdict.PUBLISHED);
    }

    @Test
    void check_findsThePublishedContents() {
        URI root = TestFiles.realData();
        assertThat(TestFiles.check(Dataset.MNIST, root, conf))
                .hasSize(4)
                .allSatisfy(report -> assertThat(report.verdict()).isEqualTo(Verdict.PUBLISHED));
        assertThat(TestFiles.check(Dataset.BINARIZED_MNIST, root, conf))
                .extracting(FileReport::verdict)
                .containsExactly(
                        Verdict.PUBLISHED,
                        Verdict.PLAUSIBLE,
                        Verdict.PUBLISHED,
                        Verdict.PLAUSIBLE,
                        Verdict.PUBLISHED,
                        Verdict.PLAUSIBLE);
    }

    private static DataSpec binarized() {
        return new DataSpec(Dataset.BINARIZED_MNIST, Binarization.NONE, ALL, ALL, ALL);
    }

    private static void write(ImageSet images, Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            AmatFile.write(images, out);
        }
    }

    private static double mean(IdxFile file) {
        return new ImageSet(28, 28, PixelKind.GREY, file.bytes(), new byte[0]).mean();
    }

    private static int[] counts(byte[] labels) {
        int[] counts = new int[10];
        for (byte label : labels) {
            counts[label]++;
        }
        return counts;
    }
}
