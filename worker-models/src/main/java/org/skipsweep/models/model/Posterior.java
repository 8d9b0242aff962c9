package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Parameters of the approximate posterior q(z|x) = N(mean, diag exp(logVariance)) in a graph.
 *
 * @param mean [B, D]
 * @param logVariance [B, D], unbounded
 */
public record Posterior(SDVariable mean, SDVariable logVariance) {}
