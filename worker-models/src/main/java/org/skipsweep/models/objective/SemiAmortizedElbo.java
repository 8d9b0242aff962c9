package org.skipsweep.models.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.refinement.Refinement;
import org.skipsweep.models.trial.inference.SviSpec;

/**
 * The evidence lower bound at posteriors that the encoder guesses and gradient steps refine, differentiated through these
 * steps (semi-amortised inference; paper section 4, Table 4; model spec A.5, B.5).
 *
 * @param model the model
 * @param refinement how posteriors are refined
 */
public record SemiAmortizedElbo(LatentVariableModel model, SviSpec refinement) implements Objective {

    /** Those of {@link Elbo} for the same model, in the same order. */
    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(encoder().parameters());
        parameters.addAll(decoder().parameters());
        return parameters;
    }

    @Override
    public Optional<LatentVariableModel> latentVariableModel() {
        return Optional.of(model);
    }

    /** None: it takes several graphs. */
    @Override
    public List<Input> inputs() {
        return List.of();
    }

    /**
     * {@inheritDoc} A step costs, beside the encoder's two passes and its gradient, per refinement step a gradient on the way
     * there and one (forward differences) or two (central ones) on the way back. Forward differences keep a vector per step. An
     * evaluation costs, beside a forward pass, the gradients on the way there.
     */
    @Override
    public ModelSize size() {
        Layers encoder = encoder();
        Layers decoder = decoder();
        double whole = encoder.multiplyAdds() + decoder.multiplyAdds();
        double gradients = 1 + refinement.steps() * (1.0 + backwardGradients());
        double work = (1 + ModelSize.GRADIENT_PASSES) * encoder.multiplyAdds()
                + gradients * ModelSize.GRADIENT_PASSES * decoder.multiplyAdds();
        ModelSize plain = new Elbo(model).size();
        return new ModelSize(
                plain.parameters(),
                plain.multiplyAdds(),
                work / whole,
                1 + refinement.steps() * ModelSize.GRADIENT_PASSES * decoder.multiplyAdds() / whole,
                plain.samplePasses(),
                plain.activations(),
                Refinement.keptVectors(refinement));
    }

    private int backwardGradients() {
        return switch (refinement.difference()) {
            case FORWARD -> 1;
            case CENTRAL -> 2;
        };
    }

    @Override
    public long widestLayer() {
        return model.widestLayer();
    }

    @Override
    public Running compile(Engine engine, ParameterMemory memory, DataType dataType) {
        return new RunningRefinement(
                engine, memory, new EncoderGraph(model, dataType), new DecoderGraph(model, dataType), refinement);
    }

    private Layers encoder() {
        Layers layers = new Layers(SameDiff.create(), DataType.FLOAT, Phase.TRAINING);
        new EncoderGraph(model, DataType.FLOAT).build(layers);
        return layers;
    }

    private Layers decoder() {
        return new DecoderGraph(model, DataType.FLOAT).layers(Phase.TRAINING);
    }
}
