package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.skipsweep.driver.cli.TextSweeps.AMORTISED;
import static org.skipsweep.driver.cli.TextSweeps.LANGUAGE_MODEL;
import static org.skipsweep.driver.cli.TextSweeps.SEMI_AMORTISED;
import static org.skipsweep.driver.cli.TextSweeps.TEST_EXAMPLES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.models.data.SentenceSet;

/** What can be made of finished trials on text: perplexities and samples. */
class TextCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static TextSweeps sweeps;

    private final StringWriter told = new StringWriter();
    private final StringWriter wrong = new StringWriter();

    @BeforeAll
    static void runTheSweeps() throws Exception {
        LocalSpark.session();
        sweeps = TextSweeps.run(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {LANGUAGE_MODEL, AMORTISED, SEMI_AMORTISED})
    void perplexity_asManySamplesAsTheTrial_whatTheTrialMeasured(String name) throws Exception {
        assertThat(sweep("perplexity", sweeps.out(name), sweeps.id(name)))
                .as(wrong.toString())
                .isZero();

        JsonNode again = JSON.readTree(told.toString());
        JsonNode metrics = JSON.readTree(folder.resolve(name + "/trials/" + sweeps.id(name) + "/result.json")
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
                .isEqualTo(sweeps.test(name).predictedTokens().orElseThrow());
    }

    @Test
    void perplexity_moreSamples_anotherNumber_progressOnStandardError() throws Exception {
        sweep("perplexity", sweeps.out(AMORTISED), sweeps.id(AMORTISED));
        JsonNode own = JSON.readTree(told.toString());
        told.getBuffer().setLength(0);

        assertThat(sweep("perplexity", sweeps.out(AMORTISED), sweeps.id(AMORTISED), "--samples", "20"))
                .isZero();

        JsonNode more = JSON.readTree(told.toString());
        assertThat(more.get("samples").asInt()).isEqualTo(20);
        assertThat(more.get("bound_perplexity")).isEqualTo(own.get("bound_perplexity"));
        assertThat(more.get("perplexity")).isNotEqualTo(own.get("perplexity"));
        assertThat(wrong.toString()).contains("16 of 40 documents").contains("40 of 40 documents");
    }

    @Test
    void perplexity_noSamples_refused() throws Exception {
        assertThat(sweep("perplexity", sweeps.out(AMORTISED), sweeps.id(AMORTISED), "--samples", "0"))
                .isEqualTo(2);
        assertThat(wrong.toString().strip()).isEqualTo("--samples must be at least 1 but is 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {AMORTISED, SEMI_AMORTISED})
    void sample_latentVariable_reconstructionsSamplesAndAnInterpolation(String name) throws Exception {
        JsonNode json = sample(name, "3");
        SentenceSet test = sweeps.test(name);

        assertThat(json.get("trial").asText()).isEqualTo(sweeps.id(name));
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
    void sample_interpolateBetweenTwoDocuments_nothingElse() throws Exception {
        Path file = folder.resolve("between.json");
        SentenceSet test = sweeps.test(AMORTISED);

        assertThat(sweep(
                        "sample",
                        sweeps.out(AMORTISED),
                        sweeps.id(AMORTISED),
                        "--interpolate",
                        "4,1",
                        "--steps",
                        "3",
                        "--file",
                        file.toString()))
                .as(wrong.toString())
                .isZero();

        JsonNode json = JSON.readTree(file.toFile());
        assertThat(json.get("samples")).isEmpty();
        assertThat(json.get("interpolation").get("from").asText()).isEqualTo(test.text(4));
        assertThat(json.get("interpolation").get("to").asText()).isEqualTo(test.text(1));
        assertThat(json.get("interpolation").get("likeliest")).hasSize(3);
        assertThat(told.toString()).startsWith("# from one test document to another");
    }

    @Test
    void sample_interpolateWithoutALatentVariable_refused() {
        assertThat(sweep("sample", sweeps.out(LANGUAGE_MODEL), sweeps.id(LANGUAGE_MODEL), "--interpolate", "0,1"))
                .isEqualTo(2);
        assertThat(wrong.toString()).contains("is of model lstm-lm, which has no latent variable to go along");
    }

    @Test
    void sample_otherSeed_otherSamples() throws Exception {
        Path file = folder.resolve("other.json");
        JsonNode own = sample(AMORTISED, "6");

        assertThat(sweep(
                        "sample",
                        sweeps.out(AMORTISED),
                        sweeps.id(AMORTISED),
                        "--count",
                        "6",
                        "--seed",
                        "77",
                        "--file",
                        file.toString()))
                .isZero();

        JsonNode other = JSON.readTree(file.toFile());
        assertThat(other.get("samples")).isNotEqualTo(own.get("samples"));
        assertThat(other.get("reconstructions")).isEqualTo(own.get("reconstructions"));
    }

    @Test
    void sample_languageModel_samplesOnly() throws Exception {
        JsonNode json = sample(LANGUAGE_MODEL, "5");

        assertThat(json.get("samples")).hasSize(5);
        assertThat(json.get("reconstructions")).isEmpty();
        assertThat(json.has("interpolation")).isFalse();
        assertThat(told.toString()).startsWith("# samples of trial " + sweeps.id(LANGUAGE_MODEL) + ", word by word");
        assertVocabulary(sweeps.test(LANGUAGE_MODEL), json);
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
        assertThat(sweep("run", file.toString(), "--out", sweeps.out("own"), "--data", trained.toString()))
                .as(wrong.toString())
                .isZero();
        String documents = trained.resolve("test.txt").toString();

        for (String[] command : List.of(
                new String[] {"sample", sweeps.out("own"), sweeps.id("own"), "--data", changed.toString()},
                new String[] {"perplexity", sweeps.out("own"), sweeps.id("own"), "--data", changed.toString()},
                new String[] {
                    "encode",
                    sweeps.out("own"),
                    sweeps.id("own"),
                    "--data",
                    documents,
                    "--data-root",
                    changed.toString()
                })) {
            wrong.getBuffer().setLength(0);
            assertThat(sweep(command)).as(command[0]).isEqualTo(2);
            assertThat(wrong.toString())
                    .startsWith(
                            "dataset text: these are not the data that the sweep began with: train.txt has SHA-256 ");
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
        assertThat(sweep("sample", sweeps.out(name), sweeps.id(name), "--count", count, "--file", file.toString()))
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

    private int sweep(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(wrong, true))
                .execute(arguments);
    }
}
