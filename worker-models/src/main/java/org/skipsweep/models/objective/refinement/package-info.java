/**
 * Stochastic variational inference started from an encoder's guess, and the derivative of what comes after it with respect to
 * that guess and to the decoder (semi-amortised inference: Kim et al. 2018; model spec A.5, B.5, B.8). Nothing here knows a model.
 */
package org.skipsweep.models.objective.refinement;
