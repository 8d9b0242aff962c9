package org.skipsweep.driver.reduce.classification;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.paper.Comparison;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.Results;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;

/**
 * The classification study (paper section 4, model spec B.6): test accuracy of classifiers on posterior means, a row for
 * each cell and each number of hidden layers, beside the paper's accuracy where it has one. The paper's classifier has one
 * hidden layer as we read it; the deeper one is a check.
 */
public final class ClassificationTable {
    private static final String NAME = Reduction.CLASSIFICATION.label();

    private final Paper paper;
    private final Destination to;

    public ClassificationTable(Paper paper, Destination to) {
        this.paper = paper;
        this.to = to;
    }

    /**
     * Writes {@code tables/classification.parquet} and {@code tables/classification.md}.
     *
     * @return the text
     */
    public String write(SparkSession spark, Results results) {
        Set<String> measured = results.measured().stream().map(TrialRow::id).collect(toSet());
        List<ClassifierRow> classifiers = ClassifierRow.read(spark, to.folder()).stream()
                .filter(classifier -> measured.contains(classifier.trial()))
                .sorted(Comparator.comparing(ClassifierRow::trial))
                .toList();
        Comparison comparison = paper.beside(results.measured());
        Layout layout = comparison.layout();
        List<ClassifiedCell> cells = ClassifiedCell.of(comparison.cells(), classifiers, new PaperAccuracies(paper));
        to.files().parquet(rows(spark, layout, cells), to.table(NAME + ".parquet"));
        long missing = measured.size()
                - classifiers.stream().map(ClassifierRow::trial).distinct().count();
        String text = "# classification of sweep " + to.plan().name() + "\n\n"
                + new ClassificationText(layout, cells).render()
                + (missing == 0 ? "" : "\n" + missing + " finished trials are not classified yet.\n");
        to.files().text(text, to.table(NAME + ".md"));
        return text;
    }

    private static Dataset<Row> rows(SparkSession spark, Layout layout, List<ClassifiedCell> cells) {
        StructType schema = new StructType().add("model", DataTypes.StringType).add("family", DataTypes.StringType);
        schema = layout.keyColumns(schema).add("classifier_hidden_layers", DataTypes.IntegerType);
        for (String column : List.of("mean", "ci95", "paper", "diff")) {
            schema = schema.add("accuracy_percent_" + column, DataTypes.DoubleType);
        }
        schema = schema.add("validation_accuracy_percent_mean", DataTypes.DoubleType);
        for (String column : List.of(
                "seeds", "epochs", "classifier_epochs", "train_examples", "validation_examples", "test_examples")) {
            schema = schema.add(column, DataTypes.IntegerType);
        }
        return spark.createDataFrame(
                cells.stream().map(cell -> row(layout, cell)).toList(), schema.add("reduced", DataTypes.BooleanType));
    }

    private static Row row(Layout layout, ClassifiedCell cell) {
        List<Object> values = new ArrayList<>();
        values.add(cell.model());
        values.add(cell.settings().find(ModelKeys.MODEL).orElse(null));
        values.addAll(layout.keyValues(cell.settings()));
        values.add(cell.hiddenLayers());
        values.add(cell.test().mean());
        values.add(cell.test().ci95().orElse(null));
        values.add(cell.paper().orElse(null));
        values.add(cell.paper().map(paper -> cell.test().mean() - paper).orElse(null));
        values.add(cell.validation().mean());
        values.add(cell.test().seeds());
        values.add(cell.settings().find(TrainingKeys.EPOCHS).orElse(null));
        values.add(cell.epochs());
        values.add(cell.examples().train().orElse(null));
        values.add(cell.examples().validation().orElse(null));
        values.add(cell.examples().test().orElse(null));
        values.add(cell.reduced());
        return RowFactory.create(values.toArray());
    }
}
