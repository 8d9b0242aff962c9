package org.skipsweep.models.train;

import java.util.Optional;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.TrialMetrics;

/**
 * What training a trial to its end gave.
 *
 * @param metrics measured on the test set with the parameters of the best epoch
 * @param posteriors of the test set, and a sample of each; empty if the model has no latent variable
 * @param imagesPerSecond training examples per second over the whole training, data feeding included, evaluation not
 * @param engine who computed
 */
public record TrainedTrial(TrialMetrics metrics, Optional<Latents> posteriors, double imagesPerSecond, String engine) {

    /**
     * Posteriors of the test set, and a sample of each.
     *
     * @throws java.util.NoSuchElementException if the model has no latent variable
     */
    public Latents latents() {
        return posteriors.orElseThrow();
    }
}
