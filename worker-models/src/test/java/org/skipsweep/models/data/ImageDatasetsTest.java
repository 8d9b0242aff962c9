package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;

class ImageDatasetsTest {
    private static final DataSpec MNIST = spec(Dataset.MNIST, Binarization.DYNAMIC);
    private static final DataSpec BINARIZED = spec(Dataset.BINARIZED_MNIST, Binarization.NONE);

    @TempDir
    private Path folder;

    @Test
    void strokes_needNoFiles() {
        DataSpec spec = new DataSpec(Dataset.STROKES, Binarization.NONE, 30, 20, 10);
        assertThat(TestFiles.problems(spec, URI.create("file:/no/such/folder"), new Configuration()))
                .isEmpty();
        ImageData data = TestFiles.load(spec, URI.create("file:/no/such/folder"), new Configuration());
        assertThat(data.train().size()).isEqualTo(30);
        assertThat(data.validation().size()).isEqualTo(20);
        assertThat(data.test().size()).isEqualTo(10);
        assertThat(data.checksums())
                .containsOnlyKeys(
                        "strokes: test, 10 examples",
                        "strokes: train, 30 examples",
                        "strokes: validation, 20 examples");
    }

    @Test
    void missingFiles_areAllNamed() {
        assertThat(TestFiles.problems(MNIST, root(), new Configuration()))
                .containsExactly(
                        missing("mnist/train-images-idx3-ubyte", "60,000 x 28 x 28"),
                        missing("mnist/train-labels-idx1-ubyte", "60,000"),
                        missing("mnist/t10k-images-idx3-ubyte", "10,000 x 28 x 28"),
                        missing("mnist/t10k-labels-idx1-ubyte", "10,000"),
                        advice("mnist"));
        assertThatThrownBy(() -> TestFiles.load(MNIST, root(), new Configuration()))
                .isInstanceOf(DataException.class)
                .hasMessage(missing("mnist/train-images-idx3-ubyte", "60,000 x 28 x 28") + ". " + advice("mnist"));
    }

    @Test
    void wrongSizesAndForms_areAllNamed() throws IOException {
        write("train-images-idx3-ubyte", TestFiles.idx(new int[] {2, 28, 28}, new byte[2 * 784]));
        write("valid-labels-idx1-ubyte.gz", TestFiles.gzip(TestFiles.idx(new int[] {3}, new byte[3])));
        write("test-images-idx3-ubyte.gz", new byte[] {'P', 'K', 3, 4});
        String start = "file:" + folder + "/binarized-mnist/binarized-mnist-";
        assertThat(TestFiles.problems(BINARIZED, root(), new Configuration()))
                .containsExactly(
                        start + "train-images-idx3-ubyte: holds 2 x 28 x 28 values, expected 50,000 x 28 x 28",
                        missing("binarized-mnist/binarized-mnist-valid-images-idx3-ubyte", "10,000 x 28 x 28"),
                        start + "valid-labels-idx1-ubyte.gz: holds 3 values, expected 10,000",
                        start + "test-images-idx3-ubyte.gz: not an IDX file: it starts with 50 4b 03 04,"
                                + " expected 00 00 08 and the number of dimensions",
                        advice("binarized-mnist"));
    }

    @Test
    void greyValuesInBinaryFile_refused() throws IOException {
        byte[] pixels = new byte[50_000 * 784];
        pixels[1234] = 7;
        write("train-images-idx3-ubyte", TestFiles.idx(new int[] {50_000, 28, 28}, pixels));
        assertThatThrownBy(() -> TestFiles.load(BINARIZED, root(), new Configuration()))
                .hasMessage("file:" + folder
                        + "/binarized-mnist/binarized-mnist-train-images-idx3-ubyte: value 7 at position 1,234,"
                        + " expected 0 to 1");
    }

    private void write(String name, byte[] bytes) throws IOException {
        TestFiles.write(folder.resolve("binarized-mnist/binarized-mnist-" + name), bytes);
    }

    private String missing(String name, String dims) {
        return "file:" + folder + "/" + name + ".gz: not found, nor without .gz; expected " + dims
                + " values as an IDX file";
    }

    private String advice(String dataset) {
        return "To fetch what is missing of " + dataset + ": sweep data fetch " + dataset + " --data file:" + folder
                + "; where data lie, --data or SKIP_SWEEP_DATA says";
    }

    private URI root() {
        return folder.toUri();
    }

    private static DataSpec spec(Dataset dataset, Binarization binarization) {
        return new DataSpec(dataset, binarization, DataSpec.ALL, DataSpec.ALL, DataSpec.ALL);
    }
}
