package org.skipsweep.models.trial.result;

import java.io.Serializable;

/**
 * What a trained trial measured on its test set at the selected epoch (model spec C).
 *
 * @param values the metrics that apply to its model
 * @param bestEpoch epoch with the best validation ELBO, whose parameters were measured
 * @param trainExamples training examples seen per epoch
 * @param validationExamples examples of the validation set
 * @param testExamples examples of the test set
 */
public record TrialMetrics(
        Measurements values, int bestEpoch, int trainExamples, int validationExamples, int testExamples)
        implements Serializable {

    /** Evidence lower bound, in nats. */
    public double elbo() {
        return values.get(Metric.ELBO);
    }

    /** The best validation ELBO, in nats. */
    public double validationElbo() {
        return values.get(Metric.VALIDATION_ELBO);
    }
}
