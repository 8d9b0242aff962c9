package org.skipsweep.models.objective;

import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.model.Layers;

/**
 * The size of what an objective computes.
 *
 * @param parameters trained numbers
 * @param multiplyAdds multiplications, each with an addition, of one example forward
 * @param stepPasses what a training step costs, in forward passes (model spec F)
 * @param evaluationPasses what an evaluation costs, likewise
 * @param samplePasses what one more sample of a likelihood costs once the posterior is known, likewise; 0 without a latent
 *     variable
 * @param activations values per example that a forward pass leaves for the backward pass, roughly
 * @param keptVectors vectors over all trained parameters that a training step keeps from its way there to its way back
 */
public record ModelSize(
        long parameters,
        long multiplyAdds,
        double stepPasses,
        double evaluationPasses,
        double samplePasses,
        long activations,
        int keptVectors) {
    /** Forward passes that a gradient costs, the forward pass included. */
    public static final double GRADIENT_PASSES = 3;

    /**
     * That of an objective whose step is the gradient of one graph.
     *
     * @param samplePasses what a sample of a likelihood costs, in forward passes
     */
    static ModelSize ofGraph(Layers layers, double samplePasses, long activations) {
        long trained = layers.shapes().stream()
                .filter(ParameterShape::trainable)
                .mapToLong(ParameterShape::length)
                .sum();
        return new ModelSize(trained, layers.multiplyAdds(), GRADIENT_PASSES, 1, samplePasses, activations, 0);
    }
}
