package org.skipsweep.models.objective;

import org.skipsweep.models.data.Batch;

/**
 * All that a pass over a minibatch depends on beside the parameters.
 *
 * @param batch the examples
 * @param klWeight weight of the KL term
 * @param noise where random numbers come from
 */
public record Draw(Batch batch, double klWeight, Noise noise) {}
