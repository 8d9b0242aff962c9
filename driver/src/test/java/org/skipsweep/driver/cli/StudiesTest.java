package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.TinySweep;

/** What can be made of one finished sweep: the classification study, both figures and sheets of samples. */
class StudiesTest {
    private static final String[] CLASSIFICATION = {
        "trial { epochs = 2, engine = nd4j }",
        "grid { skip = [false, true] }",
        "reduce = classification",
        "classification.epochs = 2"
    };

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static Path out;
    private static String printed;

    private final StringWriter told = new StringWriter();
    private final StringWriter wrong = new StringWriter();

    @BeforeAll
    static void runTheSweep() throws Exception {
        spark = LocalSpark.session();
        out = folder.resolve("out");
        Path file = new TinySweep(folder).write(CLASSIFICATION);
        StringWriter writer = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(writer, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute("run", file.toString(), "--out", out.toString());
        printed = writer.toString();
        assertThat(code).isZero();
    }

    @Test
    void classification_everyTrialOnce_aRowForEachClassifier() throws Exception {
        List<Row> rows = parquet("tables/classification.parquet").collectAsList();

        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(row.<Double>getAs("accuracy_percent_mean")).isBetween(0.0, 100.0);
            assertThat(row.<Double>getAs("accuracy_percent_paper")).isNull();
            assertThat(row.<Integer>getAs("classifier_epochs")).isEqualTo(2);
            assertThat(row.<Boolean>getAs("reduced")).isTrue();
            assertThat(row.<Integer>getAs("train_examples")).isEqualTo(300);
            assertThat(row.<Integer>getAs("validation_examples")).isEqualTo(100);
            assertThat(row.<Integer>getAs("test_examples")).isEqualTo(100);
        });
        assertThat(printed)
                .startsWith("# classification of sweep tiny\n\n")
                .contains("# settings of sweep tiny\n")
                .contains("2 trials: 2 done, 0 failed.");
        assertThat(out.resolve("tables/classification.md"))
                .content()
                .isEqualTo(printed.substring(0, printed.indexOf("\n# settings")));
    }

    @Test
    void classification_again_nothingIsTrainedAgain() throws Exception {
        List<FileTime> before = times();

        assertThat(sweep("tables", out.toString())).isZero();

        assertThat(times()).hasSize(2).isEqualTo(before);
        assertThat(wrong.toString()).isEmpty();
        assertThat(told.toString()).isEqualTo(printed.substring(0, printed.indexOf("\n2 trials: ")));
    }

    @Test
    void classification_ofATrialThatFails_exitCode1_andTheTableOfTheOthers() throws Exception {
        Path copy = folder.resolve("broken");
        Folders.copy(out, copy);
        Path trial = copy.resolve("trials").resolve(id());
        Files.delete(trial.resolve("classification.json"));
        Files.writeString(trial.resolve("checkpoint-2.zip"), "no zip file");

        for (String[] verb : new String[][] {
            {"tables", copy.toString()},
            {"run", new TinySweep(folder).write(CLASSIFICATION).toString(), "--out", copy.toString()}
        }) {
            told.getBuffer().setLength(0);
            wrong.getBuffer().setLength(0);
            assertThat(sweep(verb)).as(verb[0]).isEqualTo(1);
            assertThat(wrong.toString()).contains("trial " + id() + ": classification failed: ");
            assertThat(told.toString()).contains("# classification of sweep tiny");
        }
        assertThat(parquet(copy, "tables/classification.parquet").collectAsList())
                .hasSize(2);
    }

    @Test
    void classification_ofATrialWithoutCheckpoint_exitCode1_andTheTableOfTheOthers() throws Exception {
        Path copy = folder.resolve("without");
        Folders.copy(out, copy);
        String old = skipping("false");
        Files.delete(copy.resolve("trials/" + old + "/classification.json"));
        Files.deleteIfExists(copy.resolve("trials/" + old + "/checkpoint-1.zip"));
        Files.deleteIfExists(copy.resolve("trials/" + old + "/checkpoint-2.zip"));
        String file = new TinySweep(folder).write(CLASSIFICATION).toString();

        assertThat(sweep("run", file, "--out", copy.toString())).isEqualTo(1);
        assertThat(wrong.toString()).contains("/trials/" + old + ": no checkpoint here, so there is no encoder");
        assertThat(told.toString()).contains("# classification of sweep tiny", "2 trials: 2 done, 0 failed.");
        assertThat(parquet(copy, "tables/classification.parquet").collectAsList())
                .hasSize(2);

        wrong.getBuffer().setLength(0);
        assertThat(sweep("run", file, "--out", copy.toString(), "--only", "skip=true"))
                .as("the old trial is not chosen")
                .isZero();
        assertThat(wrong.toString()).doesNotContain(old);
    }

    private static String skipping(String whether) {
        return spark.read()
                .parquet(out.resolve("results.parquet").toString())
                .where("skip = " + whether)
                .first()
                .getAs("id");
    }

    @Test
    void figure1_ofTheSameOutput_pointsAndPictures() throws Exception {
        assertThat(sweep("tables", out.toString(), "--reduce", "figure1")).isZero();

        assertThat(parquet("figures/figure1.parquet").collectAsList())
                .extracting(row -> row.getAs("model") + " " + row.getAs("decoder_layers"))
                .containsExactly("vae 2", "skip-vae 2");
        assertThat(svg("figures/figure1.svg"))
                .contains("KL and mutual information against depth", "N = 100 test images");
        assertThat(picture(out.resolve("figures/figure1.png")).getWidth()).isEqualTo(1840);
        assertThat(told.toString())
                .startsWith("# figure1 of sweep tiny\n\nstrokes, latent-dim 5, 2 epochs, 300 training");
    }

    @Test
    void figure2_ofTheSameOutput_aMapAndNumbersForEachTrial() throws Exception {
        assertThat(sweep("tables", out.toString(), "--reduce", "figure2")).isZero();

        Dataset<Row> points = parquet("figures/figure2.parquet");
        assertThat(points.columns()).containsExactly("trial", "model", "x", "y", "label");
        assertThat(points.groupBy("trial").count().collectAsList())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.getLong(1)).isEqualTo(100));
        assertThat(parquet("figures/figure2-clusters.parquet").collectAsList())
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.<Double>getAs("kmeans_purity")).isBetween(0.1, 1.0);
                    assertThat(row.<Double>getAs("knn10_accuracy")).isBetween(0.0, 1.0);
                    assertThat(row.<Integer>getAs("classes")).isEqualTo(10);
                    assertThat(row.<Integer>getAs("examples")).isEqualTo(100);
                    assertThat(row.<Boolean>getAs("reduced")).isTrue();
                });
        assertThat(svg("figures/figure2.svg"))
                .contains("t-SNE of posterior means", "N = 100 test images", "N in each map: 100", "reduced run");
        assertThat(picture(out.resolve("figures/figure2.png")).getWidth()).isEqualTo(2 * 2 * 460);
    }

    @Test
    void reduceToNoSuchThing_namesWhatThereIs() {
        assertThat(sweep("tables", out.toString(), "--reduce", "figure9")).isEqualTo(2);
        assertThat(wrong.toString())
                .contains(
                        "\"figure9\" is not one of table1, table2, table3, table4, settings, figure1, figure2, classification");
    }

    @Test
    void sample_trialByTheBeginningOfItsId_aSheet() throws Exception {
        Path sheet = folder.resolve("sheet.png");

        assertThat(sweep("sample", out.toString(), id().substring(0, 8), "--count", "9", "--file", sheet.toString()))
                .isZero();

        BufferedImage picture = picture(sheet);
        assertThat(picture.getHeight()).isEqualTo(30 + 3 * 58 + 12);
        assertThat(told.toString())
                .startsWith(sheet + ": 9 test images of trial " + id())
                .contains("grey is the probability of a pixel given z");
    }

    @Test
    void sample_otherSeed_otherDraws_theTrialsOwnSeed_theSame() throws Exception {
        Path own = sheet("own.png");
        Path first = sheet("first.png", "--seed", "1");
        Path other = sheet("other.png", "--seed", "2");

        assertThat(first).hasSameBinaryContentAs(own);
        assertThat(Files.readAllBytes(other)).isNotEqualTo(Files.readAllBytes(own));
    }

    private Path sheet(String name, String... more) throws Exception {
        Path sheet = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("sample", out.toString(), id(), "--file", sheet.toString()));
        command.addAll(List.of(more));
        assertThat(sweep(command.toArray(String[]::new))).as(wrong.toString()).isZero();
        return sheet;
    }

    @Test
    void sample_interpolate_aRowBetweenTwoTestImages() throws Exception {
        BufferedImage row = picture(sheet("row.png", "--interpolate", "3,17", "--steps", "6"));

        assertThat(row.getHeight()).isEqualTo(30 + 58 + 12);
        assertThat(told.toString()).contains("from test image 3 of trial " + id() + " to test image 17 in 6 steps");
    }

    @Test
    void sample_interpolate_noSuchImageOrNoSense_refused() {
        for (String[] wrongWay : new String[][] {
            {"--interpolate", "3,100"}, {"--interpolate", "3"}, {"--interpolate", "1,2,3"}, {"--interpolate=-1,2"}
        }) {
            wrong.getBuffer().setLength(0);
            List<String> command = new ArrayList<>(List.of("sample", out.toString(), id()));
            command.addAll(List.of(wrongWay));
            assertThat(sweep(command.toArray(String[]::new))).isEqualTo(2);
            assertThat(wrong.toString())
                    .contains("two numbers of test examples between 0 and 99, such as 0,1, but is ");
        }
        wrong.getBuffer().setLength(0);
        assertThat(sweep("sample", out.toString(), id(), "--steps", "4")).isEqualTo(2);
        assertThat(wrong.toString()).startsWith("--steps goes with --interpolate I,J, which is not given");
    }

    @Test
    void sample_noSuchTrial_namesThoseThereAre() {
        assertThat(sweep("sample", out.toString(), "nothing")).isEqualTo(2);
        assertThat(wrong.toString())
                .startsWith(out + ": has no trial nothing; its trials are ")
                .contains(id());
    }

    @Test
    void sample_beginningOfSeveralIds_asksForMore() throws Exception {
        Path file = Files.writeString(
                folder.resolve("many.conf"),
                "trial { model = no-op }\nseeds = ["
                        + String.join(
                                ", ",
                                Stream.iterate(1, seed -> seed + 1)
                                        .limit(17)
                                        .map(String::valueOf)
                                        .toList())
                        + "]\n");
        Path many = folder.resolve("many");
        assertThat(sweep("run", file.toString(), "--out", many.toString())).isZero();
        List<String> ids = ids(many);
        String first = ids.stream()
                .map(id -> id.substring(0, 1))
                .filter(start -> ids.stream().filter(id -> id.startsWith(start)).count() > 1)
                .findFirst()
                .orElseThrow();

        assertThat(sweep("sample", many.toString(), first)).isEqualTo(2);
        assertThat(wrong.toString()).contains(many + ": several trials begin with " + first + "; give more of one of ");
        assertThat(sweep("sample", many.toString(), ids.get(0))).isEqualTo(2);
        assertThat(wrong.toString()).contains("trial " + ids.get(0) + " is of model no-op, which trains nothing");
    }

    @Test
    void sample_noCheckpointLeft_saysSo() throws Exception {
        Path copy = folder.resolve("bare");
        Files.createDirectories(copy);
        Files.copy(out.resolve("plan.json"), copy.resolve("plan.json"));

        assertThat(sweep("sample", copy.toString(), id())).isEqualTo(2);
        assertThat(wrong.toString())
                .contains("/trials/" + id() + ": no checkpoint here, so there is no trained model;");
    }

    @Test
    void sample_noImages_refused() {
        assertThat(sweep("sample", out.toString(), id(), "--count", "0")).isEqualTo(2);
        assertThat(wrong.toString().strip()).isEqualTo("--count must lie between 1 and 1000 but is 0");
    }

    @Test
    void perplexity_ofATrialOnImages_refused() {
        assertThat(sweep("perplexity", out.toString(), id())).isEqualTo(2);
        assertThat(wrong.toString().strip())
                .isEqualTo("trial " + id()
                        + " is one of images (dataset strokes), but only models of text have a perplexity");
    }

    private int sweep(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(wrong, true))
                .execute(arguments);
    }

    private static Dataset<Row> parquet(String name) {
        return parquet(out, name);
    }

    private static Dataset<Row> parquet(Path out, String name) {
        return spark.read().parquet(out.resolve(name).toString());
    }

    private static String svg(String name) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        parsers.newDocumentBuilder().parse(out.resolve(name).toFile());
        return Files.readString(out.resolve(name));
    }

    private static BufferedImage picture(Path file) throws Exception {
        return ImageIO.read(file.toFile());
    }

    private static String id() {
        return ids(out).get(0);
    }

    private static List<String> ids(Path output) {
        String[] names = output.resolve("trials").toFile().list();
        return Stream.of(names).sorted().toList();
    }

    private static List<FileTime> times() throws Exception {
        List<FileTime> times = new ArrayList<>();
        for (String id : ids(out)) {
            times.add(Files.getLastModifiedTime(out.resolve("trials/" + id + "/classification.json")));
        }
        return times;
    }
}
