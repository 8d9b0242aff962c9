package org.skipsweep.models.train;

import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.TrialSpec;

/**
 * What the configuration of an objective layer, as a checkpoint holds it, says of the network.
 *
 * @param spec the trial
 * @param shape of its data
 */
record StoredLayer(TrialSpec spec, DataShape shape) {}
