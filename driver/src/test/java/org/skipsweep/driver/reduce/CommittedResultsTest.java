package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.driver.reduce.output.PlanHeader;
import org.skipsweep.driver.sweep.plan.Reduction;

/**
 * The results that come with the program: what is made of their trials now is what was made of them, but for columns of keys
 * that trials did not have then. Figure 2 is left out: latents do not come with the program.
 */
class CommittedResultsTest {
    private static final Path RESULTS = Path.of("..", "sweeps", "results");
    private static final double ROUNDING = 1e-12;

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path copy;

    static Stream<Path> outputs() throws IOException {
        try (Stream<Path> folders = Files.list(RESULTS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("plan.json"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void reduce_again_sameTableClaimsAndResults(Path output) throws IOException {
        copy(output, "plan.json");
        copy(output, "trials");
        Reduction reduction = PlanHeader.read(spark.sessionState().newHadoopConf(), hadoop(output))
                .reduction();

        Reducer.reduce(spark, copy.toUri(), reduction);

        String table = "tables/" + reduction.label();
        assertThat(List.of(table + ".md", "claims.md"))
                .allSatisfy(file -> assertThat(copy.resolve(file)).hasSameTextualContentAs(output.resolve(file)));
        for (String file : List.of(table + ".parquet", "claims.parquet")) {
            assertSame(read(copy.resolve(file)), read(output.resolve(file)));
        }
        String distances = "distances.parquet";
        assertThat(Files.exists(copy.resolve(distances))).isEqualTo(Files.exists(output.resolve(distances)));
        if (Files.exists(copy.resolve(distances))) {
            assertSame(read(copy.resolve(distances)), read(output.resolve(distances)));
        }
        Dataset<Row> results = read(copy.resolve("results.parquet"));
        Dataset<Row> before = read(output.resolve("results.parquet"));
        assertThat(results.columns()).containsSubsequence(before.columns());
        assertSame(results.selectExpr(before.columns()), before);
    }

    static Stream<Arguments> besides() throws IOException {
        return outputs().flatMap(output -> Stream.of(Reduction.CLASSIFICATION, Reduction.FIGURE1)
                .filter(reduction -> Files.exists(output.resolve(text(reduction))))
                .map(reduction -> Arguments.of(output, reduction)));
    }

    @ParameterizedTest
    @MethodSource("besides")
    void reduce_toWhatElseCameOfIt_same(Path output, Reduction reduction) throws IOException {
        copy(output, "plan.json");
        copy(output, "trials");

        Reducer.reduce(spark, copy.toUri(), reduction);

        assertThat(copy.resolve(text(reduction))).hasSameTextualContentAs(output.resolve(text(reduction)));
        String data = text(reduction).replace(".md", ".parquet");
        assertSame(read(copy.resolve(data)), read(output.resolve(data)));
    }

    private static String text(Reduction reduction) {
        return (reduction == Reduction.FIGURE1 ? "figures/" : "tables/") + reduction.label() + ".md";
    }

    private void copy(Path output, String name) throws IOException {
        try (Stream<Path> files = Files.walk(output.resolve(name))) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(output.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void assertSame(Dataset<Row> actual, Dataset<Row> expected) {
        assertThat(actual.schema()).isEqualTo(expected.schema());
        List<Row> rows = actual.collectAsList();
        List<Row> expectedRows = expected.collectAsList();
        assertThat(rows).hasSameSizeAs(expectedRows);
        for (int row = 0; row < rows.size(); row++) {
            for (String column : actual.columns()) {
                assertSame(
                        column,
                        rows.get(row).getAs(column),
                        expectedRows.get(row).getAs(column));
            }
        }
    }

    private static void assertSame(String column, Object actual, Object expected) {
        if (actual instanceof Double value && expected instanceof Double expectedValue) {
            assertThat(value).as(column).isCloseTo(expectedValue, within(ROUNDING * (1 + Math.abs(expectedValue))));
        } else {
            assertThat(actual).as(column).isEqualTo(expected);
        }
    }

    private Dataset<Row> read(Path file) {
        return spark.read().parquet(file.toString());
    }

    private static org.apache.hadoop.fs.Path hadoop(Path folder) {
        return new org.apache.hadoop.fs.Path(folder.toUri());
    }
}
