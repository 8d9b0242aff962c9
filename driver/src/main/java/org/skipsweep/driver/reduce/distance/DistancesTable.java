package org.skipsweep.driver.reduce.distance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.driver.reduce.result.KeyColumns;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Metric;

/** Distances from the paper, as people and as Parquet read them. */
public final class DistancesTable {
    private final PaperDistances distances;

    public DistancesTable(PaperDistances distances) {
        this.distances = distances;
    }

    /** What they are, and a row for each setting. */
    public String render() {
        List<TextColumn<SettingDistance>> columns = new ArrayList<>();
        distances
                .keys()
                .forEach(key -> columns.add(TextColumn.left(
                        key.name(), distance -> distance.setting().text(key))));
        distances
                .metrics()
                .forEach(metric -> columns.add(TextColumn.right(metric.heading(), distance -> text(distance, metric))));
        if (distances.settings().get(0).overall().isPresent()) {
            columns.add(TextColumn.right(
                    "mean of the brackets",
                    distance -> Decimals.fixed(distance.overall().orElseThrow(), 1)));
        }
        return "Distance from the paper, without its sign: the mean over the " + Counted.of(distances.cells(), "cell")
                + " that every setting has." + yardstick() + "\n\n"
                + MarkdownTable.of(columns, distances.settings());
    }

    private String yardstick() {
        return distances.spreads().isEmpty()
                ? ""
                : distances.spreads().entrySet().stream()
                        .map(spread -> spread.getKey().heading() + " " + Decimals.fixed(spread.getValue(), 2))
                        .collect(Collectors.joining(
                                ", ",
                                " In brackets: in units of the standard deviation over seeds, pooled over these cells, ",
                                "."));
    }

    private static String text(SettingDistance distance, Metric metric) {
        return Decimals.fixed(distance.means().get(metric), metric.counts() ? 1 : 2)
                + Optional.ofNullable(distance.inSpreads().get(metric))
                        .map(spreads -> " (" + Decimals.fixed(spreads, 1) + ")")
                        .orElse("");
    }

    /**
     * A row for each setting.
     *
     * @return the keys that tell settings apart, cells, then of each metric distance, in its unit, and in_spreads, then
     *     in_spreads of all metrics together; null where there is none
     */
    public Dataset<Row> rows(SparkSession spark) {
        return spark.createDataFrame(
                distances.settings().stream().map(this::row).toList(), schema());
    }

    private StructType schema() {
        StructType schema = new StructType();
        for (TrialKey<?> key : distances.keys()) {
            schema = KeyColumns.add(schema, key);
        }
        schema = schema.add("cells", DataTypes.IntegerType);
        for (Metric metric : distances.metrics()) {
            schema = schema.add(Layout.stem(metric) + "_distance", DataTypes.DoubleType)
                    .add(Layout.stem(metric) + "_in_spreads", DataTypes.DoubleType);
        }
        return schema.add("in_spreads", DataTypes.DoubleType);
    }

    private Row row(SettingDistance distance) {
        List<Object> values = new ArrayList<>();
        distances.keys().forEach(key -> values.add(distance.setting().find(key).orElse(null)));
        values.add(distances.cells());
        for (Metric metric : distances.metrics()) {
            values.add(distance.means().get(metric));
            values.add(distance.inSpreads().get(metric));
        }
        values.add(distance.overall().orElse(null));
        return RowFactory.create(values.toArray());
    }
}
