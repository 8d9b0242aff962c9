package org.skipsweep.driver.reduce.classification;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Classification;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.models.study.ClassifierScore;

/**
 * A classifier of a trial's posterior means.
 *
 * @param trial id of the trial
 * @param hiddenLayers of the classifier
 * @param epochs of its training
 * @param validationAccuracy in percent
 * @param testAccuracy in percent
 */
record ClassifierRow(String trial, int hiddenLayers, int epochs, double validationAccuracy, double testAccuracy) {

    /**
     * Reads every {@code trials/ID/classification.json} below {@code out}.
     *
     * @throws UserError naming every one that is none
     */
    static List<ClassifierRow> read(SparkSession spark, Path out) {
        List<String> problems = new ArrayList<>();
        List<ClassifierRow> rows = new ArrayList<>();
        TrialFiles.texts(out, TrialFiles.CLASSIFICATION, spark.sessionState().newHadoopConf())
                .forEach((trial, text) -> {
                    try {
                        Classification.parse(text).scores().forEach(score -> rows.add(of(trial, score)));
                    } catch (IllegalArgumentException e) {
                        problems.add(TrialFiles.path(out, trial, TrialFiles.CLASSIFICATION) + ": " + e.getMessage());
                    }
                });
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        return rows;
    }

    private static ClassifierRow of(String trial, ClassifierScore score) {
        return new ClassifierRow(
                trial,
                score.hiddenLayers(),
                score.epochs(),
                score.validationAccuracy() * 100,
                score.testAccuracy() * 100);
    }
}
