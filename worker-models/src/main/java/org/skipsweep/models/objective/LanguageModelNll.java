package org.skipsweep.models.objective;

import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.LstmLanguageModel;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.model.Phase;

/**
 * The negative log likelihood of a language model (model spec A.3 and B.2): the mean over the batch of -log p(x), the sum over
 * the tokens of a sentence, in nats. There is no latent variable, and noise and KL weight play no part.
 *
 * @param model the model
 */
public record LanguageModelNll(LstmLanguageModel model) implements Objective {

    @Override
    public List<Parameter> parameters() {
        return layers(DataType.FLOAT, Phase.TRAINING).parameters();
    }

    @Override
    public Optional<LatentVariableModel> latentVariableModel() {
        return Optional.empty();
    }

    @Override
    public List<Input> inputs() {
        return layers(DataType.FLOAT, Phase.TRAINING).inputs();
    }

    @Override
    public ModelSize size() {
        return ModelSize.ofGraph(layers(DataType.FLOAT, Phase.TRAINING), 0, model.activations());
    }

    @Override
    public long widestLayer() {
        return model.widestLayer();
    }

    @Override
    public Running compile(Engine engine, ParameterMemory memory, DataType dataType) {
        return new RunningGraphs(engine, memory, phase -> graph(model, dataType, phase));
    }

    /**
     * The graph for {@code model}, with outputs {@link Elbo#LOSS} and {@link Elbo#NEGATIVE_LOG_LIKELIHOOD}.
     *
     * @param dataType precision of parameters, inputs and outputs
     * @param phase what the graph is for; both phases have the same parameters
     */
    public static LossGraph graph(LstmLanguageModel model, DataType dataType, Phase phase) {
        Layers layers = new LanguageModelNll(model).layers(dataType, phase);
        return new LossGraph(
                layers.graph(), layers.inputs(), layers.shapes(), Elbo.LOSS, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD));
    }

    private Layers layers(DataType dataType, Phase phase) {
        Layers layers = new Layers(SameDiff.create(), dataType, phase);
        SDVariable tokens = layers.input(model.observation());
        SDVariable loss = model.negativeLogLikelihood(layers, tokens)
                .rename(Elbo.NEGATIVE_LOG_LIKELIHOOD)
                .mean(Elbo.LOSS);
        layers.graph().setLossVariables(loss.name());
        return layers;
    }
}
