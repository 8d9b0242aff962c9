package org.skipsweep.driver.store.latents;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Reads latents from Parquet files of any origin, without Spark. */
public final class LatentsParquetReader {
    private LatentsParquetReader() {}

    /**
     * Reads the columns {@code posterior_mean}, {@code log_variance} and, where there is one, {@code z}: arrays of float or
     * double of one length; and {@code label}, kept if no row is without. Other columns are not read. Where a row has no
     * {@code z} it is drawn from its posterior, by the row's number among all.
     *
     * @param file a Parquet file on any Hadoop file system, or a folder of them, folders in it included; its files are read in
     *     the order of their paths, except those with names that begin with {@code .} or {@code _}
     * @param draws where missing samples come from
     * @throws UserError if the file is missing, not Parquet or does not hold latents; names every column and up to ten rows
     *     that are wrong
     */
    public static Latents read(Configuration hadoop, Path file, Draws draws) {
        try {
            FileSystem fileSystem = file.getFileSystem(hadoop);
            FileStatus place = place(fileSystem, file);
            boolean folder = place.isDirectory();
            List<LatentPart> parts = new ArrayList<>();
            for (FileStatus found : files(fileSystem, place)) {
                parts.add(LatentPart.open(found, hadoop));
            }
            if (parts.isEmpty()) {
                throw new UserError(file + ": a folder without Parquet files");
            }
            check(parts);
            LatentRows rows = new LatentRows(draws);
            for (LatentPart part : parts) {
                part.read(rows, (folder ? part.columns().file() : file) + ": ");
            }
            return rows.latents(file.toString());
        } catch (IOException | IllegalArgumentException | FSError e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static FileStatus place(FileSystem fileSystem, Path file) throws IOException {
        try {
            return fileSystem.getFileStatus(file);
        } catch (FileNotFoundException e) {
            throw new UserError(file + ": no such file", e);
        }
    }

    /** The file itself, or all files below a folder, by path. */
    private static List<FileStatus> files(FileSystem fileSystem, FileStatus place) throws IOException {
        if (!place.isDirectory()) {
            return List.of(place);
        }
        List<FileStatus> files = new ArrayList<>();
        List<FileStatus> entries =
                new ArrayList<>(List.of(fileSystem.listStatus(place.getPath(), LatentsParquetReader::visible)));
        entries.sort(Comparator.comparing(FileStatus::getPath));
        for (FileStatus entry : entries) {
            files.addAll(files(fileSystem, entry));
        }
        return files;
    }

    private static boolean visible(Path path) {
        return !path.getName().startsWith("_") && !path.getName().startsWith(".");
    }

    private static void check(List<LatentPart> parts) {
        List<String> problems = new ArrayList<>();
        parts.forEach(part -> problems.addAll(part.problems()));
        LatentColumns first = parts.get(0).columns();
        for (LatentPart part : parts) {
            LatentColumns columns = part.columns();
            if (columns.has(LatentColumns.SAMPLE) != first.has(LatentColumns.SAMPLE)) {
                boolean here = columns.has(LatentColumns.SAMPLE);
                problems.add(columns.file() + ": " + (here ? "has" : "has no") + " column z, but " + first.file() + " "
                        + (here ? "has none" : "has one") + "; all files of a folder must have the same columns");
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
    }
}
