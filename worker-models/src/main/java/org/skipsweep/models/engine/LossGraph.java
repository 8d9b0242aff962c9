package org.skipsweep.models.engine;

import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A loss as a SameDiff graph: the form in which every model and objective reaches an engine.
 *
 * @param graph the graph; its parameters hold no values that matter, engines bind memory to them
 * @param inputs names of the placeholders
 * @param parameters the trainable arrays, in the order of the flattened parameter vector
 * @param loss name of the scalar to be minimised
 * @param outputs names of further values that callers may ask for
 */
public record LossGraph(
        SameDiff graph, List<String> inputs, List<Parameter> parameters, String loss, List<String> outputs) {}
