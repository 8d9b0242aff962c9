package org.skipsweep.driver.reduce.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.store.SmallFiles;

/** Replaces files as a whole: whatever happens, a reader finds the old file or the new one. */
public final class OutputFiles {
    private final Configuration configuration;

    public OutputFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Writes {@code rows}, in their order, as the one Parquet file {@code target}. */
    public void parquet(Dataset<Row> rows, Path target) {
        Path folder = sibling(target);
        try {
            FileSystem files = SmallFiles.fileSystem(target, configuration);
            try {
                rows.coalesce(1).write().parquet(folder.toString());
                FileStatus[] parts = files.globStatus(new Path(folder, "part-*.parquet"));
                if (parts.length != 1) {
                    throw new IOException("Spark left " + parts.length + " files in " + folder + " where one was due");
                }
                SmallFiles.replace(files, parts[0].getPath(), target);
            } finally {
                files.delete(folder, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Writes {@code text} in UTF-8 as {@code target}. */
    public void text(String text, Path target) {
        try {
            SmallFiles.write(SmallFiles.fileSystem(target, configuration), target, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    /** Writes {@code bytes} as {@code target}. */
    public void bytes(byte[] bytes, Path target) {
        Path temporary = sibling(target);
        try {
            FileSystem files = SmallFiles.fileSystem(target, configuration);
            try {
                try (OutputStream out = files.create(temporary, true)) {
                    out.write(bytes);
                }
                SmallFiles.replace(files, temporary, target);
            } finally {
                files.delete(temporary, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private static Path sibling(Path target) {
        return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    }
}
