package org.skipsweep.models.train;

import org.skipsweep.models.trial.Latents;
import org.skipsweep.models.trial.TrialMetrics;

/**
 * What training a trial to its end gave.
 *
 * @param metrics measured on the test set with the parameters of the best epoch
 * @param latents posteriors of the test set, and a sample of each
 * @param imagesPerSecond training images per second over the whole training, data feeding included
 * @param engine who computed
 */
public record TrainedTrial(TrialMetrics metrics, Latents latents, double imagesPerSecond, String engine) {}
