package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.skipsweep.driver.store.latents.LatentsParquetReader;
import org.skipsweep.models.trial.random.Draws;

/** Latents in Parquet: arrays in three forms, pages of both versions, packed and not. */
final class LatentsTarget implements FuzzTarget {
    private static final String THREE_LEVELS = " (LIST) { repeated group list { optional float element; } } ";
    private static final String TWO_LEVELS = " (LIST) { repeated double array; } ";

    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        String usual = "message latents { optional int32 label; optional group posterior_mean" + THREE_LEVELS
                + "optional group log_variance" + THREE_LEVELS + "optional group z" + THREE_LEVELS + "}";
        String older = "message latents { required group posterior_mean" + TWO_LEVELS + "required group log_variance"
                + TWO_LEVELS + "optional int64 label; optional binary note (UTF8); }";
        String plain = "message latents { repeated float posterior_mean; repeated float log_variance; }";
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put(
                "usual",
                SmallParquet.of(usual, WriterVersion.PARQUET_1_0, CompressionCodecName.UNCOMPRESSED, (row, number) -> {
                    row.add("label", number);
                    array(row.addGroup("posterior_mean"), number);
                    array(row.addGroup("log_variance"), number);
                    array(row.addGroup("z"), number);
                }));
        seeds.put(
                "packed",
                SmallParquet.of(usual, WriterVersion.PARQUET_2_0, CompressionCodecName.SNAPPY, (row, number) -> {
                    array(row.addGroup("posterior_mean"), number);
                    array(row.addGroup("log_variance"), number);
                }));
        seeds.put(
                "older",
                SmallParquet.of(older, WriterVersion.PARQUET_2_0, CompressionCodecName.UNCOMPRESSED, (row, number) -> {
                    row.addGroup("posterior_mean").append("array", 0.5).append("array", 2.0);
                    row.addGroup("log_variance").append("array", -1.0).append("array", 0.0);
                    row.append("label", 7L).append("note", "x");
                }));
        seeds.put(
                "plain",
                SmallParquet.of(
                        plain, WriterVersion.PARQUET_1_0, CompressionCodecName.GZIP, (row, number) -> row.append(
                                        "posterior_mean", 1f)
                                .append("log_variance", 0f)));
        return seeds;
    }

    private static void array(Group list, int first) {
        for (int d = 0; d < 2; d++) {
            list.addGroup("list").add("element", first + 0.5f * d);
        }
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latents.parquet"), input);
        LatentsParquetReader.read(hadoop, new org.apache.hadoop.fs.Path(file.toUri()), new Draws(1));
    }
}
