package org.skipsweep.driver.store.latents;

import static org.skipsweep.driver.store.latents.LatentColumns.LABEL;
import static org.skipsweep.driver.store.latents.LatentColumns.LOG_VARIANCE;
import static org.skipsweep.driver.store.latents.LatentColumns.MEAN;
import static org.skipsweep.driver.store.latents.LatentColumns.SAMPLE;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.models.files.WholeFiles;
import org.skipsweep.models.trial.result.EncodedExamples;
import org.skipsweep.models.trial.result.Latents;
import org.xerial.snappy.SnappyError;

/** Writes latents as Parquet files, without a Spark session, so that executors can. Arrays hold floats, one per dimension. */
public final class LatentsParquet {
    private static final String ARRAY = " (LIST) { repeated group list { required float element; } }\n";
    private static final String POSTERIOR = "required group " + MEAN + ARRAY + "required group " + LOG_VARIANCE + ARRAY;
    private static final MessageType LATENTS = MessageTypeParser.parseMessageType("message latents {\noptional int32 "
            + LABEL + ";\n" + POSTERIOR + "required group " + SAMPLE + ARRAY + "}");
    private static final MessageType IMAGES =
            MessageTypeParser.parseMessageType("message encoded {\nrequired int32 index;\n" + POSTERIOR + "}");
    private static final MessageType DOCUMENTS = MessageTypeParser.parseMessageType(
            "message encoded {\nrequired int32 line;\nrequired binary text (UTF8);\n" + POSTERIOR + "}");

    private LatentsParquet() {}

    /** Fills the row of an example. */
    private interface Filling {
        void fill(Group row, int example);
    }

    /**
     * Writes {@code latents} as {@code target}: a row per example, in order, with {@code label} int (null where unknown) and the
     * arrays {@code posterior_mean}, {@code log_variance} and {@code z}. An older file is replaced as a whole once the new one
     * is complete.
     *
     * @throws IOException if the file cannot be written, or its folder is not there; nothing is left of it then
     */
    public static void write(Latents latents, Path target, Configuration configuration) throws IOException {
        Optional<int[]> labels = latents.labels();
        Filling filling = (row, example) -> {
            labels.ifPresent(label -> row.add(LABEL, label[example]));
            add(row.addGroup(MEAN), latents.posteriorMean()[example]);
            add(row.addGroup(LOG_VARIANCE), latents.logVariance()[example]);
            add(row.addGroup(SAMPLE), latents.z()[example]);
        };
        WholeFiles.on(target, configuration)
                .writeInside(target, out -> pack(LATENTS, latents.examples(), out, configuration, filling));
    }

    /**
     * Likewise, its folder made if need be, with a row per example of {@code encoded}: of a document {@code line} int and {@code text}, of an image {@code
     * index} int, then the arrays {@code posterior_mean} and {@code log_variance}.
     *
     * @throws IOException if the file cannot be written; nothing is left of it then
     */
    public static void write(EncodedExamples encoded, Path target, Configuration configuration) throws IOException {
        Optional<List<String>> texts = encoded.texts();
        MessageType schema = texts.isPresent() ? DOCUMENTS : IMAGES;
        Filling filling = (row, example) -> {
            row.add(0, encoded.numbers()[example]);
            texts.ifPresent(text -> row.add("text", text.get(example)));
            add(row.addGroup(MEAN), encoded.posteriorMean()[example]);
            add(row.addGroup(LOG_VARIANCE), encoded.logVariance()[example]);
        };
        WholeFiles.on(target, configuration)
                .write(target, out -> pack(schema, encoded.examples(), out, configuration, filling));
    }

    /**
     * Fails now if latents could not be written later: packs a row in memory.
     *
     * @throws IOException if it cannot be packed; the message says why and what to do
     */
    public static void probe(Configuration configuration) throws IOException {
        double[][] one = {{0}};
        try {
            pack(LATENTS, 1, OutputStream.nullOutputStream(), configuration, (row, example) -> {
                add(row.addGroup(MEAN), one[example]);
                add(row.addGroup(LOG_VARIANCE), one[example]);
                add(row.addGroup(SAMPLE), one[example]);
            });
        } catch (IOException | RuntimeException | LinkageError | SnappyError e) {
            throw new IOException(
                    "latents could not be written at the end (" + RootCause.message(e)
                            + "): Snappy's library is unpacked into the folder for temporary files, "
                            + System.getProperty("java.io.tmpdir")
                            + ", which must have room and let programs run (not be mounted noexec); give another one with"
                            + " -Djava.io.tmpdir=FOLDER, here in SKIP_SWEEP_JAVA_OPTS",
                    e);
        }
    }

    private static void pack(
            MessageType schema, int examples, OutputStream out, Configuration configuration, Filling filling)
            throws IOException {
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new StreamedOutputFile(out))
                .withConf(configuration)
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build()) {
            SimpleGroupFactory rows = new SimpleGroupFactory(schema);
            for (int example = 0; example < examples; example++) {
                Group row = rows.newGroup();
                filling.fill(row, example);
                writer.write(row);
            }
        }
    }

    private static void add(Group array, double[] values) {
        for (double value : values) {
            array.addGroup("list").add("element", (float) value);
        }
    }
}
