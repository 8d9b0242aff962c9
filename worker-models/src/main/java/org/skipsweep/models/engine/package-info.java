/**
 * Who computes values and gradients of a graph.
 *
 * <p>A {@link org.skipsweep.models.engine.LossGraph} is a SameDiff graph with named inputs, parameters and outputs; an
 * {@link org.skipsweep.models.engine.Engine} turns it into something that runs. Nothing here knows what a variational
 * autoencoder is.
 */
package org.skipsweep.models.engine;
