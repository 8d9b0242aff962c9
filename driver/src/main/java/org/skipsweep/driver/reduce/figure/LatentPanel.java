package org.skipsweep.driver.reduce.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.figure.LatentClusters.Numbers;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;

/**
 * A trial and what was found about its latents.
 *
 * @param cell of the trial and its replicates
 * @param name what its model is called, with all in which it differs from others but the seed
 */
record LatentPanel(TrialRow trial, Cell cell, String name, Numbers found) {
    /** Of {@link #row}, before the varying settings. */
    static final StructType COLUMNS = new StructType()
            .add("trial", DataTypes.StringType)
            .add("model", DataTypes.StringType)
            .add("dataset", DataTypes.StringType)
            .add("latent_dim", DataTypes.IntegerType)
            .add("decoder_layers", DataTypes.IntegerType)
            .add("seed", DataTypes.LongType)
            .add("epochs", DataTypes.IntegerType)
            .add("train_examples", DataTypes.IntegerType)
            .add("classes", DataTypes.IntegerType)
            .add("kmeans_purity", DataTypes.DoubleType)
            .add("knn10_accuracy", DataTypes.DoubleType)
            .add("examples", DataTypes.IntegerType)
            .add("map_examples", DataTypes.IntegerType)
            .add("reduced", DataTypes.BooleanType);

    /** What its model is called. */
    String model() {
        return cell.model();
    }

    /** @param mixed whether others beside it are of another size, so that a mark says which are reduced */
    String title(boolean mixed) {
        return name
                + (mixed && cell.reduced() ? "*" : "")
                + String.format(
                        Locale.ROOT,
                        ", seed %d: purity %.3f, 10-NN %.3f",
                        trial.seed(),
                        found.purity(),
                        found.knnAccuracy());
    }

    /** How well its latents cluster, in numbers. */
    Row row(Layout layout) {
        KeyValues settings = trial.settings();
        List<Object> values = new ArrayList<>(Arrays.asList(
                trial.id(),
                model(),
                settings.find(DataKeys.DATASET).orElse(null),
                settings.find(ModelKeys.LATENT_DIM).orElse(null),
                settings.find(ModelKeys.DECODER_LAYERS).orElse(null),
                trial.seed(),
                settings.find(TrainingKeys.EPOCHS).orElse(null),
                trial.examples().train().orElse(null),
                found.classes(),
                found.purity(),
                found.knnAccuracy(),
                found.examples(),
                found.map().labels().length,
                cell.reduced()));
        layout.varying().forEach(key -> values.add(settings.find(key).orElse(null)));
        return RowFactory.create(values.toArray());
    }

    /** A share from 0 to 1. */
    static String share(double value) {
        return Decimals.fixed(value, 4);
    }
}
