/**
 * The engine that runs graphs on libtorch: a SameDiff graph becomes a list of libtorch calls, and libtorch's automatic
 * differentiation gives the gradient.
 *
 * <p>Nothing here outlives a step but parameters, constants and the arrays handed out: every other tensor is released before
 * a call returns.
 */
package org.skipsweep.models.engine.libtorch;
