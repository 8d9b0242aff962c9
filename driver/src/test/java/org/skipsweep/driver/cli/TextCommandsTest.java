package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.store.Store;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TextData;

/** What can be made of finished trials on text: perplexities, posteriors of other documents, samples. */
class TextCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LANGUAGE_MODEL = "lm";
    private static final String AMORTISED = "vae";
    private static final String SEMI_AMORTISED = "sa-vae";
    private static final int TEST_EXAMPLES = 40;
    private static final String TRIAL =
            """
            trial {
              dataset = grammar
              train-examples = 64
              validation-examples = 32
              test-examples = 40
              longest-sentence = 16
              hidden-units = 8
              embedding-units = 6
              batch-size = 16
              epochs = 1
              initial-range = 0.5
            """;

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    private final StringWriter told = new StringWriter();
    private final StringWriter wrong = new StringWriter();

    @BeforeAll
    static void runTheSweeps() throws Exception {
        spark = LocalSpark.session();
        run(LANGUAGE_MODEL, "model = lstm-lm");
        String vae = "model = lstm-vae, skip = true, latent-dim = 3, perplexity-samples = 7";
        run(AMORTISED, vae);
        run(SEMI_AMORTISED, vae + ", inference = semi-amortised, svi.steps = 2");
    }

    private static void run(String name, String model) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".conf"), TRIAL + model + "\n}\n");
        StringWriter problems = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(problems, true))
                .execute("run", file.toString(), "--out", out(name));
        assertThat(code).as(problems.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {LANGUAGE_MODEL, AMORTISED, SEMI_AMORTISED})
    void perplexity_asManySamplesAsTheTrial_whatTheTrialMeasured(String name) throws Exception {
        assertThat(sweep("perplexity", out(name), id(name)))
                .as(wrong.toString())
                .isZero();

        JsonNode again = JSON.readTree(told.toString());
        JsonNode metrics = JSON.readTree(folder.resolve(name + "/trials/" + id(name) + "/result.json")
                        .toFile())
                .get("metrics");
        for (String key : List.of("elbo", "bound_perplexity", "perplexity")) {
            double measured = metrics.get(key).asDouble();
            assertThat(again.get(key).asDouble()).as(key).isCloseTo(measured, within(1e-5 * Math.abs(measured)));
        }
        boolean exact = name.equals(LANGUAGE_MODEL);
        assertThat(again.get("estimate").asText()).isEqualTo(exact ? "exact" : "importance sampling");
        assertThat(again.path("samples").asInt(-1)).isEqualTo(exact ? -1 : 7);
        assertThat(again.get("test_examples").asInt()).isEqualTo(TEST_EXAMPLES);
        assertThat(again.get("predicted_tokens").asLong())
                .isEqualTo(test(name).predictedTokens().orElseThrow());
    }

    @Test
    void perplexity_moreSamples_anotherNumber_progressOnStandardError() throws Exception {
        sweep("perplexity", out(AMORTISED), id(AMORTISED));
        JsonNode own = JSON.readTree(told.toString());
        told.getBuffer().setLength(0);

        assertThat(sweep("perplexity", out(AMORTISED), id(AMORTISED), "--samples", "20"))
                .isZero();

        JsonNode more = JSON.readTree(told.toString());
        assertThat(more.get("samples").asInt()).isEqualTo(20);
        assertThat(more.get("bound_perplexity")).isEqualTo(own.get("bound_perplexity"));
        assertThat(more.get("perplexity")).isNotEqualTo(own.get("perplexity"));
        assertThat(wrong.toString()).contains("16 of 40 documents").contains("40 of 40 documents");
    }

    @Test
    void perplexity_noSamples_refused() throws Exception {
        assertThat(sweep("perplexity", out(AMORTISED), id(AMORTISED), "--samples", "0"))
                .isEqualTo(2);
        assertThat(wrong.toString().strip()).isEqualTo("--samples must be at least 1 but is 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {AMORTISED, SEMI_AMORTISED})
    void encode_theTestDocuments_whatTheTrialKept(String name) throws Exception {
        SentenceSet test = test(name);
        Path file = Files.write(
                folder.resolve(name + "-test.txt"),
                IntStream.range(0, test.size()).mapToObj(test::text).toList());
        Path target = folder.resolve(name + "-test.parquet");

        assertThat(sweep("encode", out(name), id(name), "--data", file.toString(), "--out", target.toString()))
                .as(wrong.toString())
                .isZero();

        List<Row> encoded = parquet(target);
        List<Row> kept = parquet(folder.resolve(name + "/trials/" + id(name) + "/latents.parquet"));
        assertThat(encoded).hasSameSizeAs(kept);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(encoded.get(i).<Integer>getAs("line")).isEqualTo(i + 1);
            assertThat(encoded.get(i).<String>getAs("text")).isEqualTo(test.text(i));
            for (String column : List.of("posterior_mean", "log_variance")) {
                assertThat(floats(encoded.get(i), column)).containsExactly(floats(kept.get(i), column), within(1e-5f));
            }
        }
    }

    @Test
    void encode_otherDocuments_linesKeepTheirNumbers_whatIsDroppedIsTold() throws Exception {
        String word = test(AMORTISED).vocabulary().word(4);
        Path file = Files.writeString(
                folder.resolve("other.txt"),
                word + " " + word + " nobody-knows-this\n\n" + (word + " ").repeat(17) + "\n" + word + "\n");
        Path target = folder.resolve("other.parquet");

        assertThat(sweep(
                        "encode", out(AMORTISED), id(AMORTISED), "--data", file.toString(), "--out", target.toString()))
                .as(wrong.toString())
                .isZero();

        assertThat(parquet(target))
                .extracting(row -> row.getAs("line") + " " + row.getAs("text"))
                .containsExactly("1 " + word + " " + word + " nobody-knows-this", "4 " + word);
        assertThat(told.toString())
                .startsWith(target + ": posteriors of 2 documents, 4 words, 1 empty lines dropped, 1 documents over the"
                        + " length limit dropped, 1 words not in the vocabulary by trial " + id(AMORTISED));
    }

    @Test
    void encode_languageModel_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("word.txt"), "word\n");
        assertThat(sweep("encode", out(LANGUAGE_MODEL), id(LANGUAGE_MODEL), "--data", file.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString())
                .startsWith("trial " + id(LANGUAGE_MODEL)
                        + " is of model lstm-lm, which has no latent variable to encode by");
    }

    @Test
    void encode_noSuchFile_orAFolder_refused() throws Exception {
        Path none = folder.resolve("none.txt");
        assertThat(sweep("encode", out(AMORTISED), id(AMORTISED), "--data", none.toString()))
                .isEqualTo(2);
        assertThat(sweep("encode", out(AMORTISED), id(AMORTISED), "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString().lines())
                .containsExactly(
                        none + ": not found; give --data a file of documents, one a line",
                        folder + ": is a folder; give --data a file of documents, one a line");
    }

    @Test
    void encode_noTextInUtf8_namesTheLine() throws Exception {
        Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        assertThat(sweep("encode", out(AMORTISED), id(AMORTISED), "--data", file.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString().strip()).isEqualTo(file + ":2: not UTF-8; convert the file, or remove the line");
    }

    @ParameterizedTest
    @ValueSource(strings = {AMORTISED, SEMI_AMORTISED})
    void sample_latentVariable_reconstructionsSamplesAndAnInterpolation(String name) throws Exception {
        JsonNode json = sample(name, "3");
        SentenceSet test = test(name);

        assertThat(json.get("trial").asText()).isEqualTo(id(name));
        assertThat(json.get("reconstructions")).hasSize(3);
        assertThat(json.get("samples")).hasSize(3);
        assertThat(json.get("interpolation").get("likeliest")).hasSize(5);
        assertThat(json.get("interpolation").get("to").asText()).isEqualTo(test.text(2));
        for (int i = 0; i < 3; i++) {
            assertThat(json.get("reconstructions").get(i).get("document").asText())
                    .isEqualTo(test.text(i));
        }
        assertThat(json.get("interpolation").get("likeliest").get(0))
                .isEqualTo(json.get("reconstructions").get(0).get("likeliest"));
        assertThat(told.toString())
                .contains("document  " + test.text(0))
                .contains("likeliest "
                        + json.get("interpolation").get("likeliest").get(2).asText());
        assertVocabulary(test, json);
    }

    @Test
    void sample_again_theSame_andTheFirstOfMore() throws Exception {
        JsonNode first = sample(AMORTISED, "2");
        assertThat(sample(AMORTISED, "2")).isEqualTo(first);

        List<String> two = texts(first.get("samples"));
        assertThat(texts(sample(AMORTISED, "4").get("samples")).subList(0, 2)).isEqualTo(two);
    }

    @Test
    void sample_languageModel_samplesOnly() throws Exception {
        JsonNode json = sample(LANGUAGE_MODEL, "5");

        assertThat(json.get("samples")).hasSize(5);
        assertThat(json.get("reconstructions")).isEmpty();
        assertThat(json.has("interpolation")).isFalse();
        assertThat(told.toString()).startsWith("# samples of trial " + id(LANGUAGE_MODEL) + ", word by word");
        assertVocabulary(test(LANGUAGE_MODEL), json);
    }

    @Test
    void anotherCorpusThanTrained_refused() throws Exception {
        Path trained = Files.createDirectories(folder.resolve("trained"));
        Path changed = Files.createDirectories(folder.resolve("changed"));
        for (Path root : List.of(trained, changed)) {
            Files.writeString(root.resolve("train.txt"), "a b\nb c\nc a\na a\n");
            Files.writeString(root.resolve("test.txt"), "a c\n");
        }
        Files.writeString(changed.resolve("train.txt"), "a b\nb d\nd a\na a\n");
        Path file = Files.writeString(
                folder.resolve("own.conf"),
                "trial { dataset = text, text.train = train.txt, text.hold-out = 1, text.test = test.txt\n"
                        + "model = lstm-vae, latent-dim = 2, hidden-units = 4, embedding-units = 3, epochs = 1 }\n");
        assertThat(sweep("run", file.toString(), "--out", out("own"), "--data", trained.toString()))
                .as(wrong.toString())
                .isZero();
        String documents = trained.resolve("test.txt").toString();

        for (String[] command : List.of(
                new String[] {"sample", out("own"), id("own"), "--data", changed.toString()},
                new String[] {"perplexity", out("own"), id("own"), "--data", changed.toString()},
                new String[] {"encode", out("own"), id("own"), "--data", documents, "--data-root", changed.toString()
                })) {
            wrong.getBuffer().setLength(0);
            assertThat(sweep(command)).as(command[0]).isEqualTo(2);
            assertThat(wrong.toString())
                    .startsWith("trial " + id("own") + ": the model was trained with another vocabulary (");
        }
    }

    private static void assertVocabulary(SentenceSet test, JsonNode json) {
        Set<String> words = new TreeSet<>();
        Stream<JsonNode> written = Stream.concat(json.findValues("likeliest").stream(), Stream.of(json.get("samples")));
        written.flatMap(node -> node.isArray() ? texts(node).stream() : Stream.of(node.asText()))
                .forEach(text -> {
                    List<String> split = words(text);
                    assertThat(split).hasSizeLessThanOrEqualTo(test.longest());
                    words.addAll(split);
                });
        assertThat(words).isNotEmpty().doesNotContain("<s>", "</s>", "<pad>").allSatisfy(word -> assertThat(
                        word.equals("<unk>") || test.vocabulary().id(word) > 3)
                .as(word)
                .isTrue());
    }

    private JsonNode sample(String name, String count) throws Exception {
        Path file = folder.resolve("samples.json");
        assertThat(sweep("sample", out(name), id(name), "--count", count, "--file", file.toString()))
                .as(wrong.toString())
                .isZero();
        return JSON.readTree(file.toFile());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static List<String> words(String text) {
        return Collections.list(new StringTokenizer(text)).stream()
                .map(String.class::cast)
                .toList();
    }

    private static List<Row> parquet(Path file) {
        return spark.read().parquet(file.toString()).collectAsList();
    }

    private static float[] floats(Row row, String column) {
        List<Float> values = row.getList(row.fieldIndex(column));
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static SentenceSet test(String name) {
        Store store = Store.openExisting(out(name), new Configuration());
        DataRoot nowhere = new DataRoot(URI.create("file:/nowhere"), new Configuration());
        return TextData.of(
                        LoadedData.of(store.plan().orElseThrow().trials().get(0).spec(), nowhere))
                .test();
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    private static String id(String name) {
        return folder.resolve(name).resolve("trials").toFile().list()[0];
    }

    private int sweep(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(wrong, true))
                .execute(arguments);
    }
}
