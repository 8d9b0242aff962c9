package org.skipsweep.driver.store;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.skipsweep.models.trial.Latents;

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
     * Writes {@code latents} as {@code target}, on any Hadoop file system. An older file is replaced as a whole once the new
     * one is complete.
     *
     * @throws IOException if the file cannot be written; nothing is left of it then
     */
    public static void write(Latents latents, Path target, Configuration configuration) throws IOException {
        FileSystem files = SmallFiles.fileSystem(target, configuration);
        Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
        try {
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                            HadoopOutputFile.fromPath(temporary, configuration))
                    .withConf(configuration)
                    .withType(SCHEMA)
                    .withCompressionCodec(CompressionCodecName.SNAPPY)
                    .build()) {
                SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
                for (int i = 0; i < latents.examples(); i++) {
                    writer.write(row(rows.newGroup(), latents, i));
                }
            }
            SmallFiles.replace(files, temporary, target);
        } finally {
            temporary.getFileSystem(configuration).delete(temporary, false);
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
