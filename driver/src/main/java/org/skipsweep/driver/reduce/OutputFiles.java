package org.skipsweep.driver.reduce;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Replaces files as a whole: whatever happens, a reader finds the old file or the new one. */
final class OutputFiles {
    private final Configuration configuration;

    OutputFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Writes {@code rows}, in their order, as the one Parquet file {@code target}. */
    void parquet(Dataset<Row> rows, Path target) {
        Path folder = sibling(target);
        try {
            FileSystem files = target.getFileSystem(configuration);
            try {
                rows.coalesce(1).write().parquet(folder.toString());
                FileStatus[] parts = files.globStatus(new Path(folder, "part-*.parquet"));
                if (parts.length != 1) {
                    throw new IOException("Spark left " + parts.length + " files in " + folder + " where one was due");
                }
                replace(parts[0].getPath(), target);
            } finally {
                files.delete(folder, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Writes {@code text} in UTF-8 as {@code target}. */
    void text(String text, Path target) {
        Path temporary = sibling(target);
        try {
            FileContext files = FileContext.getFileContext(target.toUri(), configuration);
            try (OutputStream stream =
                    files.create(temporary, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
            }
            replace(temporary, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private void replace(Path written, Path target) throws IOException {
        FileContext files = FileContext.getFileContext(target.toUri(), configuration);
        files.rename(written, target, Options.Rename.OVERWRITE);
    }

    private static Path sibling(Path target) {
        return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    }
}
