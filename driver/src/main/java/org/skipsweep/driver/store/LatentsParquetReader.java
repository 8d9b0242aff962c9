package org.skipsweep.driver.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Reads latents from Parquet files of any origin. */
public final class LatentsParquetReader {
    private static final String MEAN = "posterior_mean";
    private static final String LOG_VARIANCE = "log_variance";
    private static final String SAMPLE = "z";
    private static final ArrayType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType);

    private LatentsParquetReader() {}

    /**
     * Reads the columns {@code posterior_mean}, {@code log_variance} and, where there is one, {@code z}: arrays of float or
     * double of one length. Where a row has no {@code z} it is drawn from its posterior, by the row's number in the file.
     * Labels are checked for their type and not kept.
     *
     * @param file a Parquet file or folder on any Hadoop file system
     * @param draws where missing samples come from
     * @throws UserError if the file is missing, not Parquet or does not hold latents; names every column and up to ten rows
     *     that are wrong
     */
    public static Latents read(SparkSession spark, Path file, Draws draws) {
        Dataset<Row> rows = open(spark, file);
        checkColumns(rows.schema(), file);
        boolean hasSample = Arrays.asList(rows.columns()).contains(SAMPLE);
        Column sample = hasSample ? col(SAMPLE).cast(NUMBERS) : lit(null).cast(NUMBERS);
        Iterator<Row> iterator = rows.select(
                        col(MEAN).cast(NUMBERS).as(MEAN),
                        col(LOG_VARIANCE).cast(NUMBERS).as(LOG_VARIANCE),
                        sample.as(SAMPLE))
                .toLocalIterator();
        return collect(iterator, file, draws);
    }

    private static Dataset<Row> open(SparkSession spark, Path file) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        try {
            FileStatus[] parts = file.getFileSystem(configuration).listStatus(file, LatentsParquetReader::isPart);
            if (parts.length == 0) {
                throw new UserError(file + ": a folder without Parquet files");
            }
            for (FileStatus part : parts) {
                checkFooter(part, configuration);
            }
        } catch (FileNotFoundException e) {
            throw new UserError(file + ": no such file", e);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage(), e);
        }
        return spark.read().parquet(file.toString());
    }

    private static boolean isPart(Path path) {
        return !path.getName().startsWith("_") && !path.getName().startsWith(".");
    }

    /** Done here because Spark would log the stack of its failed task before it says the same. */
    private static void checkFooter(FileStatus part, Configuration configuration) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(part, configuration))) {
            reader.getFooter();
        } catch (RuntimeException e) {
            throw new UserError(part.getPath() + ": not a Parquet file, or cut short", e);
        }
    }

    private static void checkColumns(StructType schema, Path file) {
        List<String> names = Arrays.asList(schema.fieldNames());
        List<String> problems = new ArrayList<>();
        for (String column : List.of(MEAN, LOG_VARIANCE, SAMPLE)) {
            if (!names.contains(column)) {
                if (!column.equals(SAMPLE)) {
                    problems.add(
                            file + ": column " + column + " is missing; the columns are " + String.join(", ", names));
                }
            } else if (!isNumbers(schema.apply(column).dataType())) {
                problems.add(file + ": column " + column + " must be an array of float or double but is "
                        + schema.apply(column).dataType().catalogString());
            }
        }
        if (names.contains("label") && !isWhole(schema.apply("label").dataType())) {
            problems.add(file + ": column label must be an int but is "
                    + schema.apply("label").dataType().catalogString());
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
    }

    private static boolean isNumbers(DataType type) {
        return type instanceof ArrayType array
                && (array.elementType().equals(DataTypes.FloatType)
                        || array.elementType().equals(DataTypes.DoubleType));
    }

    private static boolean isWhole(DataType type) {
        return List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
                .contains(type);
    }

    private static Latents collect(Iterator<Row> rows, Path file, Draws draws) {
        LatentRows latents = new LatentRows(draws);
        while (rows.hasNext() && !latents.tooManyProblems()) {
            Row row = rows.next();
            latents.add(numbers(row, MEAN), numbers(row, LOG_VARIANCE), numbers(row, SAMPLE));
        }
        return latents.latents(file.toString());
    }

    private static Optional<double[]> numbers(Row row, String column) {
        int index = row.fieldIndex(column);
        if (row.isNullAt(index)) {
            return Optional.empty();
        }
        List<Double> values = row.getList(index);
        return Optional.of(values.stream()
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .toArray());
    }
}
