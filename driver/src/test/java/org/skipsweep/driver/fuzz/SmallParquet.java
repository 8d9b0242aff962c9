package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ObjIntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files of three rows. */
final class SmallParquet {
    private static final int ROWS = 3;

    private SmallParquet() {}

    /** @param filling what to write into a row, by its number */
    static byte[] of(String schema, WriterVersion version, CompressionCodecName codec, ObjIntConsumer<Group> filling)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Path folder = Files.createTempDirectory("parquet");
        Path file = folder.resolve("seed.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration())
                .withType(type)
                .withWriterVersion(version)
                .withCompressionCodec(codec)
                .build()) {
            for (int number = 0; number < ROWS; number++) {
                Group row = new SimpleGroupFactory(type).newGroup();
                filling.accept(row, number);
                writer.write(row);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.deleteIfExists(folder.resolve(".seed.parquet.crc"));
        Files.delete(file);
        Files.delete(folder);
        return bytes;
    }
}
