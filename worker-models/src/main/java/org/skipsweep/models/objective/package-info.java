/** From a minibatch to a loss: what training minimises, as a graph. */
package org.skipsweep.models.objective;
