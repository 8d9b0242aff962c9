package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.PaperTable.Source;

/** The accuracies that the paper gives for its classification study, on MNIST. */
final class PaperAccuracies {
    private static final String RESOURCE = "/paper/classification.csv";
    private static final StructType SCHEMA = new StructType()
            .add("paper_model", DataTypes.StringType)
            .add("paper_family", DataTypes.StringType)
            .add("paper_dim", DataTypes.IntegerType)
            .add("paper_layers", DataTypes.IntegerType)
            .add("accuracy_percent_paper", DataTypes.DoubleType);

    private PaperAccuracies() {}

    /** paper_model, paper_family, paper_dim, paper_layers (null where the paper does not say), accuracy_percent_paper. */
    static Dataset<Row> of(SparkSession spark) {
        try (InputStream stream = PaperAccuracies.class.getResourceAsStream(RESOURCE)) {
            List<String> lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            return spark.read().schema(SCHEMA).csv(spark.createDataset(lines, Encoders.STRING()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** Whether a cell of ours is one of the paper's. */
    static Column beside(Dataset<Row> cells) {
        return cells.col("model")
                .equalTo(col("paper_model"))
                .and(cells.col("family").equalTo(col("paper_family")))
                .and(cells.col("dataset").isin(Source.MNIST.datasets().toArray()))
                .and(cells.col("latent_dim").equalTo(col("paper_dim")))
                .and(col("paper_layers").isNull().or(cells.col("decoder_layers").equalTo(col("paper_layers"))));
    }
}
