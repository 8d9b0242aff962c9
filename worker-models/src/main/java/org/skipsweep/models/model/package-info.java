/**
 * The model families of the paper's section 4, as SameDiff graphs, layer by layer.
 *
 * <p>A model says how an encoder turns observations into the parameters of q(z|x) and how a decoder turns z into the
 * parameters of p(x|z). What is done with the two is the objective's business.
 */
package org.skipsweep.models.model;
