package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.FileReport.Verdict;
import org.skipsweep.models.data.file.StoredFile;
import org.skipsweep.models.trial.Dataset;

class DataCheckTest {
    @TempDir
    private Path folder;

    @Test
    void missingDamagedAndForeignFiles_areToldApart() throws IOException {
        byte[] zeros = TestFiles.idx(new int[] {10_000}, new byte[10_000]);
        Path mnist = folder.resolve("mnist");
        TestFiles.write(mnist.resolve("train-images-idx3-ubyte.gz"), new byte[] {0, 0, 8});
        TestFiles.write(mnist.resolve("train-labels-idx1-ubyte"), zeros);
        TestFiles.write(mnist.resolve("t10k-labels-idx1-ubyte.gz"), TestFiles.gzip(zeros));
        String fetch = "; to fetch it: sweep data fetch mnist --data file:" + folder;
        String start = "file:" + folder + "/mnist/";
        assertThat(TestFiles.check(Dataset.MNIST, folder.toUri(), new Configuration()))
                .containsExactly(
                        new FileReport(
                                start + "train-images-idx3-ubyte.gz",
                                Verdict.WRONG,
                                "not an IDX file: it starts with 00 00 08, expected 00 00 08 and the number of dimensions"),
                        new FileReport(
                                start + "train-labels-idx1-ubyte",
                                Verdict.WRONG,
                                "holds 10,000 values, expected 60,000"),
                        new FileReport(start + "t10k-images-idx3-ubyte.gz", Verdict.MISSING, "not there" + fetch),
                        new FileReport(
                                start + "t10k-labels-idx1-ubyte.gz",
                                Verdict.WRONG,
                                "contents have SHA-256 "
                                        + StoredFile.sha256(new ByteArrayInputStream(zeros))
                                        + ", expected ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
                                        + fetch));
    }

    @Test
    void builtIn_hasNothingToCheck() {
        assertThat(TestFiles.check(Dataset.STROKES, folder.toUri(), new Configuration()))
                .isEmpty();
    }
}
