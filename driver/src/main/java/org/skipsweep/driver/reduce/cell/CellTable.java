package org.skipsweep.driver.reduce.cell;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.result.Metric;

/** A table of cells as Parquet holds it. */
public final class CellTable {
    private CellTable() {}

    /**
     * A row per cell.
     *
     * @return model, the keys of the layout, such as dataset, latent_dim, decoder_layers and skip, the varying settings,
     *     then mean, ci95, paper and diff of each metric, such as elbo, kl, mi and au, then mi_saturated, seeds, epochs,
     *     train_examples, test_examples, engine, reduced; null where something does not apply
     */
    public static Dataset<Row> rows(SparkSession spark, Layout layout, List<Cell> cells) {
        return spark.createDataFrame(
                cells.stream().map(cell -> row(layout, cell)).toList(), schema(layout));
    }

    private static StructType schema(Layout layout) {
        StructType schema = layout.keyColumns(new StructType().add("model", DataTypes.StringType));
        for (Metric metric : layout.metrics()) {
            for (String column : List.of("_mean", "_ci95", "_paper", "_diff")) {
                schema = schema.add(Layout.stem(metric) + column, DataTypes.DoubleType);
            }
        }
        return schema.add("mi_saturated", DataTypes.BooleanType)
                .add("seeds", DataTypes.IntegerType)
                .add("epochs", DataTypes.IntegerType)
                .add("train_examples", DataTypes.IntegerType)
                .add("test_examples", DataTypes.IntegerType)
                .add("engine", DataTypes.StringType)
                .add("reduced", DataTypes.BooleanType);
    }

    private static Row row(Layout layout, Cell cell) {
        List<Object> values = new ArrayList<>();
        values.add(cell.model());
        values.addAll(layout.keyValues(cell.settings()));
        for (Metric metric : layout.metrics()) {
            values.add(cell.metric(metric).map(SeedMean::mean).orElse(null));
            values.add(cell.metric(metric).flatMap(SeedMean::ci95).orElse(null));
            values.add(cell.paper(metric).orElse(null));
            values.add(cell.distance(metric).map(SeedMean::mean).orElse(null));
        }
        values.add(cell.saturation().orElse(null));
        values.add(cell.counts().seeds());
        values.add(cell.settings().number(TrainingKeys.EPOCHS).orElse(null));
        values.add(cell.counts().examples().train().orElse(null));
        values.add(cell.counts().examples().test().orElse(null));
        values.add(cell.counts().engines());
        values.add(cell.reduced());
        return RowFactory.create(values.toArray());
    }
}
