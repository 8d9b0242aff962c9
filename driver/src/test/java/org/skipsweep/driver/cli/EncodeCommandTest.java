package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.skipsweep.driver.cli.TextSweeps.AMORTISED;
import static org.skipsweep.driver.cli.TextSweeps.LANGUAGE_MODEL;
import static org.skipsweep.driver.cli.TextSweeps.SEMI_AMORTISED;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.TinySweep;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.strokes.StrokeDigits;

/** Posteriors of documents and images of any origin. */
class EncodeCommandTest {
    private static final String IMAGES = "images";

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static TextSweeps sweeps;

    private final StringWriter told = new StringWriter();
    private final StringWriter wrong = new StringWriter();

    @BeforeAll
    static void runTheSweeps() throws Exception {
        spark = LocalSpark.session();
        sweeps = TextSweeps.run(folder);
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute(
                        "run", new TinySweep(folder).write("trial.epochs = 1").toString(), "--out", sweeps.out(IMAGES));
        assertThat(code).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {AMORTISED, SEMI_AMORTISED})
    void encode_theTestDocuments_whatTheTrialKept(String name) throws Exception {
        SentenceSet test = sweeps.test(name);
        Path file = Files.write(
                folder.resolve(name + "-test.txt"),
                IntStream.range(0, test.size()).mapToObj(test::text).toList());
        Path target = folder.resolve(name + "-test.parquet");

        assertThat(sweep(
                        "encode",
                        sweeps.out(name),
                        sweeps.id(name),
                        "--data",
                        file.toString(),
                        "--out",
                        target.toString()))
                .as(wrong.toString())
                .isZero();

        List<Row> encoded = parquet(target);
        List<Row> kept = parquet(sweeps.file(name, "latents.parquet"));
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
        String word = sweeps.test(AMORTISED).vocabulary().word(4);
        Path file = Files.writeString(
                folder.resolve("other.txt"),
                word + " " + word + " nobody-knows-this\n\n" + (word + " ").repeat(17) + "\n" + word + "\n");
        Path target = folder.resolve("other.parquet");

        assertThat(sweep(
                        "encode",
                        sweeps.out(AMORTISED),
                        sweeps.id(AMORTISED),
                        "--data",
                        file.toString(),
                        "--out",
                        target.toString()))
                .as(wrong.toString())
                .isZero();

        assertThat(parquet(target))
                .extracting(row -> row.getAs("line") + " " + row.getAs("text"))
                .containsExactly("1 " + word + " " + word + " nobody-knows-this", "4 " + word);
        assertThat(told.toString())
                .startsWith("file:" + target
                        + ": posteriors of 2 documents, 4 words, 1 empty lines dropped, 1 documents over the"
                        + " length limit dropped, 1 words not in the vocabulary by trial " + sweeps.id(AMORTISED));
    }

    @Test
    void encode_languageModel_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("word.txt"), "word\n");
        assertThat(sweep("encode", sweeps.out(LANGUAGE_MODEL), sweeps.id(LANGUAGE_MODEL), "--data", file.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString())
                .startsWith("trial " + sweeps.id(LANGUAGE_MODEL)
                        + " is of model lstm-lm, which has no latent variable to encode by");
    }

    @Test
    void encode_noSuchFile_orAFolder_refused() throws Exception {
        Path none = folder.resolve("none.txt");
        assertThat(sweep("encode", sweeps.out(AMORTISED), sweeps.id(AMORTISED), "--data", none.toString()))
                .isEqualTo(2);
        assertThat(sweep("encode", sweeps.out(AMORTISED), sweeps.id(AMORTISED), "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString().lines())
                .containsExactly(
                        "file:" + none + ": not found; give --data a file of documents, one a line",
                        "file:" + folder + ": is a folder; give --data a file of documents, one a line");
    }

    @Test
    void encode_noTextInUtf8_namesTheLine() throws Exception {
        Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', (byte) 0xE9, '\n'});
        assertThat(sweep("encode", sweeps.out(AMORTISED), sweeps.id(AMORTISED), "--data", file.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString().strip())
                .isEqualTo("file:" + file + ":2: not UTF-8; convert the file, or remove the line");
    }

    @Test
    void encode_imagesOfAnIdxFile_binaryOnesAreTheTestImages() throws Exception {
        ImageSet test = StrokeDigits.published().images(Part.TEST, 100);
        byte[] bits = new byte[test.pixels().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (test.pixels()[i] & 1);
        }
        Path file = folder.resolve("images-idx3-ubyte");
        try (OutputStream content = Files.newOutputStream(file)) {
            new IdxFile("images", new int[] {100, test.rows(), test.columns()}, bits, "").write(content);
        }
        Path target = folder.resolve("images.parquet");

        assertThat(sweep(
                        "encode",
                        sweeps.out(IMAGES),
                        sweeps.id(IMAGES),
                        "--data",
                        file.toString(),
                        "--out",
                        target.toString()))
                .as(wrong.toString())
                .isZero();

        List<Row> encoded = parquet(target);
        List<Row> kept = parquet(sweeps.file(IMAGES, "latents.parquet"));
        assertThat(encoded).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(encoded.get(i).<Integer>getAs("index")).isEqualTo(i);
            assertThat(floats(encoded.get(i), "posterior_mean"))
                    .containsExactly(floats(kept.get(i), "posterior_mean"), within(1e-5f));
        }
        assertThat(told.toString())
                .startsWith("file:" + target + ": posteriors of 100 images by trial " + sweeps.id(IMAGES));
    }

    @Test
    void encode_imagesOfAnotherSize_refused() throws Exception {
        Path file = folder.resolve("small-idx3-ubyte");
        try (OutputStream content = Files.newOutputStream(file)) {
            new IdxFile("images", new int[] {2, 2, 2}, new byte[8], "").write(content);
        }

        assertThat(sweep("encode", sweeps.out(IMAGES), sweeps.id(IMAGES), "--data", file.toString()))
                .isEqualTo(2);
        assertThat(wrong.toString()).startsWith("trial " + sweeps.id(IMAGES) + ": the model is one of ");
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

    private int sweep(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(wrong, true))
                .execute(arguments);
    }
}
