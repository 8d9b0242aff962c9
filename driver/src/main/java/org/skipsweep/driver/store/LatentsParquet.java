package org.skipsweep.driver.store;

import java.io.IOException;
import java.io.OutputStream;
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
import org.skipsweep.models.files.WholeFiles;
import org.skipsweep.models.trial.result.Latents;

/**
 * Writes latents as a Parquet file, without a Spark session, so that executors can.
 *
 * <p>A row per example, in order: {@code label} int (null where unknown), {@code posterior_mean}, {@code log_variance} and
 * {@code z} arrays of float of length D.
 */
public final class LatentsParquet {
    private static final String ARRAY = " (LIST) { repeated group list { required float element; } }\n";
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message latents {\n"
            + "optional int32 label;\n"
            + "required group posterior_mean" + ARRAY
            + "required group log_variance" + ARRAY
            + "required group z" + ARRAY
            + "}");

    private LatentsParquet() {}

    /**
     * Writes {@code latents} as {@code target}. An older file is replaced as a whole once the new
     * one is complete.
     *
     * @throws IOException if the file cannot be written; nothing is left of it then
     */
    public static void write(Latents latents, Path target, Configuration configuration) throws IOException {
        WholeFiles.on(target, configuration).write(target, out -> write(latents, out, configuration));
    }

    private static void write(Latents latents, OutputStream out, Configuration configuration) throws IOException {
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new StreamedOutputFile(out))
                .withConf(configuration)
                .withType(SCHEMA)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build()) {
            SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
            for (int i = 0; i < latents.examples(); i++) {
                writer.write(row(rows.newGroup(), latents, i));
            }
        }
    }

    private static Group row(Group row, Latents latents, int example) {
        Optional<int[]> labels = latents.labels();
        labels.ifPresent(label -> row.add("label", label[example]));
        add(row.addGroup("posterior_mean"), latents.posteriorMean()[example]);
        add(row.addGroup("log_variance"), latents.logVariance()[example]);
        add(row.addGroup("z"), latents.z()[example]);
        return row;
    }

    private static void add(Group array, double[] values) {
        for (double value : values) {
            array.addGroup("list").add("element", (float) value);
        }
    }
}
