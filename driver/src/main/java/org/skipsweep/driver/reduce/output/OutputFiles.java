package org.skipsweep.driver.reduce.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.files.WholeFiles;

/** Replaces files as a whole: whatever happens, a reader finds the old file or the new one. */
public final class OutputFiles {
    /** Nobody reads the folder, so its file needs no second rename, which on S3 is a copy, and no sign that it is complete. */
    private static final Map<String, String> STRAIGHT = Map.of(
            "mapreduce.fileoutputcommitter.algorithm.version", "2",
            "mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");

    private final Configuration configuration;

    public OutputFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Writes {@code rows}, in their order, as the one Parquet file {@code target}. */
    public void parquet(Dataset<Row> rows, Path target) {
        try {
            WholeFiles files = files(target);
            Path folder = files.temporary(target);
            try {
                rows.coalesce(1).write().options(STRAIGHT).parquet(folder.toString());
                FileStatus[] parts = files.fileSystem()
                        .listStatus(
                                folder,
                                part -> part.getName().startsWith("part-")
                                        && part.getName().endsWith(".parquet"));
                if (parts.length != 1) {
                    throw new IOException("Spark left " + parts.length + " files in " + folder + " where one was due");
                }
                files.move(parts[0].getPath(), target);
            } finally {
                files.fileSystem().delete(folder, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Writes {@code text} in UTF-8 as {@code target}. */
    public void text(String text, Path target) {
        bytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    /** Writes {@code bytes} as {@code target}. */
    public void bytes(byte[] bytes, Path target) {
        try {
            files(target).write(target, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private WholeFiles files(Path target) throws IOException {
        WholeFiles files = WholeFiles.on(target, configuration);
        try {
            files.requireWhole(target);
        } catch (UnsupportedFileSystemException e) {
            throw new UserError(target + ": cannot be written: " + e.getMessage(), e);
        }
        return files;
    }
}
