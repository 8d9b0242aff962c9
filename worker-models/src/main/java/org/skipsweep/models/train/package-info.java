/**
 * Deeplearning4j trains: the layer that carries the objective, the schedule of the KL weight, epochs, checkpoints and the
 * selection of the epoch.
 */
package org.skipsweep.models.train;
