package org.skipsweep.driver.store;

import java.io.Serializable;
import java.util.List;
import org.skipsweep.models.study.ClassifierScore;

/**
 * How classifiers did on the posterior means of one trial.
 *
 * @param trainExamples images whose posterior means they were trained on
 * @param validationExamples images that selected their epochs
 * @param testExamples images that they were tested on
 * @param seconds how long all of it took
 * @param scores one for each classifier
 */
public record Classification(
        int trainExamples, int validationExamples, int testExamples, double seconds, List<ClassifierScore> scores)
        implements Serializable {

    /**
     * What a trial's {@code classification.json} says.
     *
     * @throws IllegalArgumentException if the text is not a classification; the message says what is wrong with it
     */
    public static Classification parse(String json) {
        return ClassificationParser.fromJson(json);
    }

    /** Copies {@code scores}. */
    public Classification {
        scores = List.copyOf(scores);
    }
}
