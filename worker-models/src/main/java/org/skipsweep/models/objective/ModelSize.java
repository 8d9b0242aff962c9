package org.skipsweep.models.objective;

import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.model.Layers;

/**
 * The size of what an objective computes.
 *
 * @param parameters trained numbers
 * @param multiplyAdds multiplications, each with an addition, of one example forward
 * @param stepPasses what a training step costs, in forward passes (model spec F)
 * @param activations values per example that a forward pass leaves for the backward pass, roughly
 * @param keptVectors vectors over all trained parameters that a training step keeps from its way there to its way back
 */
public record ModelSize(long parameters, long multiplyAdds, double stepPasses, long activations, int keptVectors) {
    /** Forward passes that a gradient costs, the forward pass included. */
    public static final double GRADIENT_PASSES = 3;

    /** That of an objective whose step is the gradient of one graph. */
    static ModelSize ofGraph(Layers layers, long activations) {
        long trained = layers.shapes().stream()
                .filter(ParameterShape::trainable)
                .mapToLong(ParameterShape::length)
                .sum();
        return new ModelSize(trained, layers.multiplyAdds(), GRADIENT_PASSES, activations, 0);
    }
}
