package org.skipsweep.models.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

/** Files for tests. */
public final class TestFiles {
    private TestFiles() {}

    /** The images of a trial that asks for these. */
    public static ImageData load(DataSpec data, URI root, Configuration conf) {
        TrialSpec spec = ImageTrials.of(
                data, new ModelSpec(ModelFamily.MLP_VAE, 2, 1, false, false, 2), ImageTrials.adam(1, 1, 1, 1, 0, 1));
        return (ImageData) DatasetSources.of(data.dataset()).load(spec, new DataRoot(root, conf));
    }

    public static List<String> problems(DataSpec data, URI root, Configuration conf) {
        return problems(data.dataset(), root, conf);
    }

    public static List<String> problems(Dataset dataset, URI root, Configuration conf) {
        return DatasetSources.of(dataset).problems(new DataRoot(root, conf));
    }

    public static List<FileReport> check(Dataset dataset, URI root, Configuration conf) {
        return DatasetSources.of(dataset).check(new DataRoot(root, conf));
    }

    /** The folder of real data, or the test is skipped. */
    public static URI realData() {
        String root = System.getenv("SKIP_SWEEP_DATA");
        assumeTrue(root != null, "SKIP_SWEEP_DATA does not name a folder with the real data sets");
        return Path.of(root).toUri();
    }

    public static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    public static Path write(Path path, byte[] bytes) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    public static byte[] idx(int[] dims, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IdxFile("", dims, bytes, "").write(out);
        return out.toByteArray();
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
