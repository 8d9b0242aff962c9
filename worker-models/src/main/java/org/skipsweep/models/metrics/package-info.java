/**
 * Estimators of latent-variable collapse (paper section 4; model spec C): KL, mutual information, active units.
 *
 * <p>Everything is computed in double precision and in nats, over the posteriors of an evaluation set.
 */
package org.skipsweep.models.metrics;
