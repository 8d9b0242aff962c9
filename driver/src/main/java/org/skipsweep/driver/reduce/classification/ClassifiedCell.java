package org.skipsweep.driver.reduce.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.cell.Standing;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKeys;

/**
 * Classifiers that differ in nothing but the seed of the trial whose posterior means they classify.
 *
 * @param model the paper's name for the model of the trials
 * @param settings of the trials
 * @param hiddenLayers of the classifiers
 * @param epochs of their training
 * @param test mean accuracy on test examples, in percent
 * @param validation likewise on those that select the epoch
 * @param paper the accuracy in the paper, in percent, if it gives one
 * @param examples how many the trials had
 * @param reduced whether trials or classifiers had fewer epochs or examples than the paper's
 */
record ClassifiedCell(
        String model,
        KeyValues settings,
        int hiddenLayers,
        int epochs,
        SeedMean test,
        SeedMean validation,
        Optional<Double> paper,
        ExampleCounts examples,
        boolean reduced) {
    private static final int FULL_EPOCHS = ClassificationSettings.DEFAULT.epochs();

    /** What tells cells apart. */
    private record Kind(KeyValues settings, int hiddenLayers, int epochs) {}

    private record Classified(TrialRow trial, ClassifierRow classifier) {}

    /**
     * The cells that classifiers make, in the order of the table.
     *
     * @param trials cells of all trials whose posterior means they may classify
     * @param accuracies those of the paper
     */
    static List<ClassifiedCell> of(List<Cell> trials, List<ClassifierRow> classifiers, PaperAccuracies accuracies) {
        Map<String, TrialRow> byId = new HashMap<>();
        Map<KeyValues, Standing> standings = new HashMap<>();
        for (Cell cell : trials) {
            standings.put(cell.settings(), cell.standing());
            cell.trials().forEach(trial -> byId.put(trial.id(), trial));
        }
        Map<Kind, List<Classified>> cells = new LinkedHashMap<>();
        for (ClassifierRow classifier : classifiers) {
            TrialRow trial = byId.get(classifier.trial());
            Kind kind = new Kind(trial.settings(), classifier.hiddenLayers(), classifier.epochs());
            cells.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(new Classified(trial, classifier));
        }
        return cells.entrySet().stream()
                .map(cell -> of(
                        cell.getKey(),
                        cell.getValue(),
                        standings.get(cell.getKey().settings()),
                        accuracies))
                .sorted(order())
                .toList();
    }

    private static ClassifiedCell of(
            Kind kind, List<Classified> classified, Standing standing, PaperAccuracies accuracies) {
        return new ClassifiedCell(
                standing.model(),
                kind.settings(),
                kind.hiddenLayers(),
                kind.epochs(),
                mean(classified, ClassifierRow::testAccuracy),
                mean(classified, ClassifierRow::validationAccuracy),
                accuracies.find(standing.model(), kind.settings(), kind.hiddenLayers()),
                ExampleCounts.greatest(
                        classified.stream().map(Classified::trial).toList()),
                standing.reduced() || kind.epochs() < FULL_EPOCHS);
    }

    private static SeedMean mean(List<Classified> classified, ToDoubleFunction<ClassifierRow> accuracy) {
        return SeedMean.of(classified.stream()
                        .map(Classified::classifier)
                        .mapToDouble(accuracy)
                        .toArray())
                .orElseThrow();
    }

    private static Comparator<ClassifiedCell> order() {
        Comparator<KeyValues> settings = KeyValues.by(List.of(
                DataKeys.DATASET, ModelKeys.MODEL, ModelKeys.LATENT_DIM, ModelKeys.DECODER_LAYERS, ModelKeys.SKIP));
        return Comparator.comparing(ClassifiedCell::settings, settings)
                .thenComparingInt(ClassifiedCell::hiddenLayers)
                .thenComparingInt(ClassifiedCell::epochs)
                .thenComparing(ClassifiedCell::settings, KeyValues.by(TrialKeys.all()));
    }
}
