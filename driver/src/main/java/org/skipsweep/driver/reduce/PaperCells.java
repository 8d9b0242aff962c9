package org.skipsweep.driver.reduce;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.PaperTable.Source;
import org.skipsweep.driver.reduce.PaperTables.PaperRow;

/** The paper's cells in the form in which trials are joined with them. */
final class PaperCells {
    private static final StructType SCHEMA = new StructType()
            .add("paper_family", DataTypes.StringType)
            .add("paper_hidden_units", DataTypes.IntegerType)
            .add("paper_model", DataTypes.StringType)
            .add("paper_dataset", DataTypes.StringType)
            .add("paper_dim", DataTypes.IntegerType)
            .add("paper_layers", DataTypes.IntegerType)
            .add("elbo_paper", DataTypes.DoubleType)
            .add("kl_paper", DataTypes.DoubleType)
            .add("mi_paper", DataTypes.DoubleType)
            .add("au_paper", DataTypes.DoubleType);

    private record Key(String family, String model, String dataset, int latentDim, int decoderLayers) {}

    private PaperCells() {}

    /**
     * A row per cell and data set of ours that holds its images. A cell that two tables share is the first one's.
     *
     * @return paper_family, paper_hidden_units (null for any), paper_model, paper_dataset, paper_dim, paper_layers, then
     *     elbo_paper, kl_paper, mi_paper, au_paper
     */
    static Dataset<Row> of(List<PaperTable> tables, SparkSession spark) {
        Set<Key> taken = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (PaperTable table : tables) {
            for (PaperRow row : PaperTables.load(table.number())) {
                Key key = new Key(table.family(), row.model(), row.dataset(), row.latentDim(), row.decoderLayers());
                if (taken.add(key)) {
                    table.sources().stream()
                            .filter(source -> source.label().equals(row.dataset()))
                            .flatMap(source -> source.datasets().stream())
                            .forEach(dataset -> rows.add(row(table, row, dataset)));
                }
            }
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    private static Row row(PaperTable table, PaperRow row, String dataset) {
        return RowFactory.create(
                table.family(),
                table.hiddenUnits().orElse(null),
                row.model(),
                dataset,
                row.latentDim(),
                row.decoderLayers(),
                row.elbo(),
                row.kl(),
                row.mutualInformation(),
                row.activeUnits());
    }

    /** Whether a cell of ours, with its model family as {@code family}, is a cell of the paper. */
    static Column beside(Dataset<Row> cells) {
        return cells.col("family")
                .equalTo(col("paper_family"))
                .and(cells.col("model").equalTo(col("paper_model")))
                .and(cells.col("dataset").equalTo(col("paper_dataset")))
                .and(cells.col("latent_dim").equalTo(col("paper_dim")))
                .and(cells.col("decoder_layers").equalTo(col("paper_layers")))
                .and(col("paper_hidden_units")
                        .isNull()
                        .or(cells.col("hidden_units").equalTo(col("paper_hidden_units"))));
    }

    /** Whether a cell has the epochs and the images of the paper's trials. */
    static Column fullRun(List<PaperTable> tables) {
        return tables.stream()
                .flatMap(table -> table.sources().stream())
                .distinct()
                .map(PaperCells::allImages)
                .reduce(lit(false), Column::or)
                .and(col("epochs").geq(PaperTable.EPOCHS));
    }

    private static Column allImages(Source source) {
        return col("dataset")
                .isin(source.datasets().toArray())
                .and(col("train_examples").geq(source.trainExamples()))
                .and(col("test_examples").geq(source.testExamples()));
    }
}
