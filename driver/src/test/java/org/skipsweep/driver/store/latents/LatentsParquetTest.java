package org.skipsweep.driver.store.latents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

class LatentsParquetTest {
    private static final double[][] MEAN = {{0.5, -1}, {2, 0.25}};
    private static final double[][] LOG_VARIANCE = {{0, -2}, {-4, 1}};
    private static final double[][] Z = {{1, 2}, {3, 4}};

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void write_thenSpark_arraysOfFloat() throws Exception {
        LatentsParquet.write(latents(Optional.of(new int[] {7, 3})), target(), new Configuration());

        List<Row> rows = spark.read().parquet(target().toString()).collectAsList();

        assertThat(rows.get(0).schema().catalogString())
                .isEqualTo("struct<label:int,posterior_mean:array<float>,log_variance:array<float>,z:array<float>>");
        assertThat(rows).extracting(row -> row.<Integer>getAs("label")).containsExactly(7, 3);
        assertThat(rows.get(1).<Float>getList(1)).containsExactly(2f, 0.25f);
        assertThat(rows.get(0).<Float>getList(2)).containsExactly(0f, -2f);
        assertThat(rows.get(1).<Float>getList(3)).containsExactly(3f, 4f);
    }

    @Test
    void write_withoutLabels_null() throws Exception {
        LatentsParquet.write(latents(Optional.empty()), target(), new Configuration());

        assertThat(spark.read()
                        .parquet(target().toString())
                        .where("label IS NULL")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void write_twice_replacesAndLeavesNothingElse() throws Exception {
        LatentsParquet.write(latents(Optional.empty()), target(), new Configuration());
        LatentsParquet.write(latents(Optional.of(new int[] {7, 3})), target(), new Configuration());

        assertThat(spark.read().parquet(target().toString()).where("label = 7").count())
                .isEqualTo(1);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("latents.parquet");
        }
    }

    @Test
    void write_targetIsAFolder_failsAndLeavesNothing() throws Exception {
        Files.createDirectories(folder.resolve("latents.parquet/inside"));

        assertThatThrownBy(() -> LatentsParquet.write(latents(Optional.empty()), target(), new Configuration()))
                .isInstanceOf(IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void read_whatWasWritten_sameLatents() throws Exception {
        LatentsParquet.write(latents(Optional.of(new int[] {7, 3})), target(), new Configuration());

        Latents read = LatentsParquetReader.read(new Configuration(), target(), new Draws(1));

        assertThat(read.posteriorMean()).isDeepEqualTo(MEAN);
        assertThat(read.logVariance()).isDeepEqualTo(LOG_VARIANCE);
        assertThat(read.z()).isDeepEqualTo(Z);
    }

    @Test
    void read_oneSampleMissing_onlyThatOneDrawn() {
        write("select array(0.5D, -1D) posterior_mean, array(0D, -2D) log_variance, array(1D, 2D) z"
                + " union all select array(2D, 0.25D), array(-4D, 1D), null");

        Latents read = LatentsParquetReader.read(new Configuration(), target(), new Draws(1));
        Latents again = LatentsParquetReader.read(new Configuration(), target(), new Draws(1));
        Latents otherSeed = LatentsParquetReader.read(new Configuration(), target(), new Draws(2));

        int missing = read.posteriorMean()[0][0] == 2 ? 0 : 1;
        assertThat(read.z()[1 - missing]).containsExactly(1, 2);
        assertThat(read.z()[missing])
                .isEqualTo(again.z()[missing])
                .isNotEqualTo(otherSeed.z()[missing]);
        double spread = (read.z()[missing][0] - 2) / Math.exp(-2);
        assertThat(spread).isBetween(-5.0, 5.0);
    }

    @Test
    void read_missingFile_refused() {
        assertProblems(target() + ": no such file");
    }

    @Test
    void read_notParquet_refused() throws Exception {
        Files.writeString(folder.resolve("latents.parquet"), "label,posterior_mean\n");

        assertProblems(target() + ": not a Parquet file: it does not begin with PAR1");
        Files.writeString(folder.resolve("latents.parquet"), "");
        assertProblems(target() + ": an empty file, not Parquet");
    }

    @Test
    void read_fileCutShort_refused() throws Exception {
        LatentsParquet.write(latents(Optional.empty()), target(), new Configuration());
        Path file = folder.resolve("latents.parquet");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertProblems(target() + ": a Parquet file that was cut short: it does not end with PAR1");
    }

    @Test
    void read_emptyFolder_refused() throws Exception {
        Files.createDirectories(folder.resolve("latents.parquet"));

        assertProblems(target() + ": a folder without Parquet files");
    }

    @Test
    void read_wrongColumns_allNamed() {
        write("select 'seven' label, array(1) posterior_mean, 2.5D z");

        assertThatRows(
                target() + ": column posterior_mean must be an array of float or double but is an array of int32",
                target() + ": column log_variance is missing; the columns are label, posterior_mean, z",
                target() + ": column z must be an array of float or double but is double",
                target() + ": column label must be an int but is binary string");
    }

    @Test
    void read_wrongRows_allNamed() {
        spark.sql("select array(1D, 2D) posterior_mean, array(0D, 0D) log_variance, array(1D, 1D) z"
                        + " union all select array(1D, 2D, 3D), array(0D, 0D), null"
                        + " union all select array(1D, 2D), null, array(1D)"
                        + " union all select array(1D, double('NaN')), array(0D, 0D), null"
                        + " union all select array(1D, 2D), array(0D, double('-Infinity')), array(1D, null)"
                        + " union all select array(1D, 2D), array(0D, -800D), null")
                .coalesce(1)
                .write()
                .parquet(target().toString());

        assertThatRows(
                target() + ": row 2: posterior_mean has 3 values where posterior_mean of row 1 has 2",
                target() + ": row 3: log_variance is null",
                target() + ": row 3: z has 1 values where posterior_mean of row 1 has 2",
                target() + ": row 4: posterior_mean[1] is NaN, not a finite number",
                target() + ": row 5: log_variance[1] is -Infinity, not a finite number",
                target() + ": row 5: z[1] is NaN, not a finite number",
                target() + ": row 6: log_variance[1] is -800.0, beyond -700 to 700");
    }

    @Test
    void read_otherColumns_areNotLookedAt() {
        write(
                "select timestamp'2024-01-01 00:00:00' at, array(0.5D) posterior_mean, array(0D) log_variance, array(1D) z,"
                        + " 'a' Z2, array(struct(1 a, 'x' b)) nested");
        assertThat(LatentsParquetReader.read(new Configuration(), target(), new Draws(1))
                        .z()[0])
                .containsExactly(1);
    }

    @Test
    void read_partsInFolders_sameAsOneFile() {
        String rows =
                "select array(double(id), 1D) posterior_mean, array(0D, -1D) log_variance from range(0, %d, 1, %d)";
        spark.sql(rows.formatted(40, 1)).write().parquet(target().toString());
        Latents one = LatentsParquetReader.read(new Configuration(), target(), new Draws(1));
        org.apache.hadoop.fs.Path parts =
                new org.apache.hadoop.fs.Path(folder.resolve("run[2]{a}").toUri());
        spark.sql(rows.formatted(40, 4)).write().parquet(parts.toString());
        Latents four = LatentsParquetReader.read(new Configuration(), parts, new Draws(1));
        assertThat(four.posteriorMean()).isDeepEqualTo(one.posteriorMean());
        assertThat(four.z()).isDeepEqualTo(one.z());
        org.apache.hadoop.fs.Path byLabel =
                new org.apache.hadoop.fs.Path(folder.resolve("by-label").toUri());
        spark.sql("select int(id / 10) label, array(double(id), 1D) posterior_mean, array(0D, -1D) log_variance"
                        + " from range(0, 40, 1, 1)")
                .write()
                .partitionBy("label")
                .parquet(byLabel.toString());
        assertThat(LatentsParquetReader.read(new Configuration(), byLabel, new Draws(1))
                        .z())
                .isDeepEqualTo(one.z());
    }

    @Test
    void read_partsWithUnlikeColumns_areNamed() throws Exception {
        spark.sql("select array(1D) posterior_mean, array(1D) log_variance, array(1D) z")
                .coalesce(1)
                .write()
                .parquet(target() + "/a");
        spark.sql("select array(1D) posterior_mean, array(1D) log_variance")
                .coalesce(1)
                .write()
                .parquet(target() + "/b");
        assertThatThrownBy(() -> LatentsParquetReader.read(new Configuration(), target(), new Draws(1)))
                .hasMessageContaining("latents.parquet/b/part-")
                .hasMessageContaining(": has no column z, but ")
                .hasMessageContaining("latents.parquet/a/part-");
    }

    @Test
    void read_noRow_refused() {
        write("select array(1D) posterior_mean, array(1D) log_variance limit 0");

        assertProblems(target() + ": holds no row");
    }

    /** Likewise, with the folder for the path of the one part in it. */
    private void assertThatRows(String... problems) {
        assertThatThrownBy(() -> LatentsParquetReader.read(new Configuration(), target(), new Draws(1)))
                .isInstanceOfSatisfying(UserError.class, error -> assertThat(error.problems().stream()
                                .map(problem -> problem.replaceFirst("part-[^:]*\\.parquet", "")))
                        .containsExactlyInAnyOrder(problems));
    }

    private void assertProblems(String... problems) {
        assertThatThrownBy(() -> LatentsParquetReader.read(new Configuration(), target(), new Draws(1)))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.problems()).containsExactly(problems));
    }

    private void write(String sql) {
        spark.sql(sql).coalesce(1).write().parquet(target().toString());
    }

    private org.apache.hadoop.fs.Path target() {
        return new org.apache.hadoop.fs.Path(folder.resolve("latents.parquet").toUri());
    }

    private static Latents latents(Optional<int[]> labels) {
        return new Latents(MEAN, LOG_VARIANCE, Z, labels);
    }
}
