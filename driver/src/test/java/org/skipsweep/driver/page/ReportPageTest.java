package org.skipsweep.driver.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.driver.reduce.LocalSpark;

class ReportPageTest {
    private static final Path RESULTS = Path.of("..", "sweeps", "results");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATE =
            Pattern.compile("<script type=\"application/json\" id=\"state\">([^<]*)</script>");

    private static String page(Path output) throws IOException {
        JsonNode state = OutputView.of(output.toString(), new Configuration()).changes(0);
        return new String(ReportPage.file().render(state), StandardCharsets.UTF_8);
    }

    private static JsonNode state(String page) throws IOException {
        Matcher state = STATE.matcher(page);
        assertThat(state.find()).isTrue();
        return JSON.readTree(state.group(1));
    }

    static Stream<Path> outputs() throws IOException {
        try (Stream<Path> folders = Files.list(RESULTS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("results.parquet"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void everyNumber_isThatOfItsParquetCell(Path output) throws IOException {
        JsonNode state = state(page(output));
        assertSame(state.get("claims"), output.resolve("claims.parquet"));
        assertThat(state.get("tables")).isNotEmpty();
        for (JsonNode table : state.get("tables")) {
            String name = table.get("name").asText();
            assertSame(table, output.resolve((name.equals("distances") ? "" : "tables/") + name + ".parquet"));
        }
        Dataset<Row> results = LocalSpark.session()
                .read()
                .parquet(output.resolve("results.parquet").toString());
        for (Row result : results.collectAsList()) {
            JsonNode trial = trial(state, result.getAs("id"));
            for (String metric : List.of("elbo", "kl", "mi", "active_units", "validation_elbo", "best_epoch")) {
                assertCell(trial.at("/metrics/" + metric), result.getAs(metric));
            }
            assertCell(trial.get("seconds"), result.getAs("seconds"));
            assertCell(trial.get("executor"), result.getAs("executor"));
        }
    }

    private static JsonNode trial(JsonNode state, String id) {
        for (JsonNode trial : state.get("trials")) {
            if (trial.get("id").asText().equals(id)) {
                return trial;
            }
        }
        throw new AssertionError("no trial " + id);
    }

    private static void assertSame(JsonNode table, Path parquet) {
        Dataset<Row> expected = LocalSpark.session().read().parquet(parquet.toString());
        List<Row> rows = expected.collectAsList();
        assertThat(table.get("rows")).hasSize(rows.size());
        List<String> columns = new ArrayList<>();
        table.get("columns").forEach(column -> columns.add(column.asText()));
        if (!rows.isEmpty()) {
            assertThat(columns).containsExactly(expected.columns());
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                assertCell(
                        table.at("/rows/" + row + "/" + column), rows.get(row).get(column));
            }
        }
    }

    private static void assertCell(JsonNode shown, Object cell) {
        if (cell == null) {
            assertThat(shown.isNull() || shown.isMissingNode()).isTrue();
        } else if (cell instanceof Number number) {
            assertThat(shown.doubleValue()).isEqualTo(number.doubleValue());
        } else {
            assertThat(shown.asText()).isEqualTo(cell.toString());
        }
    }

    @Test
    void foreignText_isNeverMarkup(@TempDir Path folder) throws IOException {
        SyntheticOutput.write(folder, 2, 2);
        String page = page(folder);
        assertThat(page).doesNotContain(SyntheticOutput.NAME);
        assertThat(state(page).at("/plan/name").asText()).isEqualTo(SyntheticOutput.NAME);
    }

    @Test
    void fiftyTrialsOfAHundredEpochs_takeLessThan5Megabytes(@TempDir Path folder) throws IOException {
        SyntheticOutput.write(folder, 50, 100);
        assertThat(page(folder).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5_000_000);
    }

    @Test
    void noScriptRuns_butThoseOfThePage() throws Exception {
        String page = page(RESULTS.resolve("table3"));
        Matcher scripts =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (scripts.find()) {
            count++;
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(count).isEqualTo(3);
        assertThat(page).contains("default-src 'none'").doesNotContain("{{");
        assertThat(page).doesNotContainPattern("(src|href)=\"https?:");
    }

    @Test
    void vendoredScripts_areTheOnesThatNpmHas() throws Exception {
        for (JsonNode script : JSON.readTree(resource("vendor/vendor.json"))) {
            byte[] hash = MessageDigest.getInstance("SHA-512")
                    .digest(resource("vendor/" + script.get("file").asText()));
            assertThat("sha512-" + Base64.getEncoder().encodeToString(hash))
                    .isEqualTo(script.get("sha512").asText());
            assertThat(script.get("integrity").asText()).matches("sha512-[A-Za-z0-9+/]{86}==");
            assertThat(new String(
                            resource("vendor/" + script.get("licence-file").asText()), StandardCharsets.UTF_8))
                    .contains("Permission to use, copy, modify");
            assertThat(new String(resource("vendor/" + script.get("file").asText()), StandardCharsets.UTF_8))
                    .contains("v" + script.get("version").asText());
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
