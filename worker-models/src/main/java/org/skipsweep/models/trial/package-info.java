/**
 * What a trial is and what comes out of it: values only.
 *
 * <p>A {@link org.skipsweep.models.trial.TrialSpec} fixes every number a trial produces; two equal specifications give
 * equal numbers wherever they run. Results are reported in nats.
 */
package org.skipsweep.models.trial;
