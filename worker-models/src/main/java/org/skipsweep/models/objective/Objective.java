package org.skipsweep.models.objective;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Parameter;

/** What training minimises. It owns the graphs that this takes. */
public sealed interface Objective permits Elbo, LanguageModelNll, SemiAmortizedElbo {
    /** The parameters of all its graphs, in the order of the flattened parameter vector. */
    List<Parameter> parameters();

    /** The latent-variable model that it is about, if there is one. */
    Optional<LatentVariableModel> latentVariableModel();

    /** What a training step takes, if one graph makes the whole step. */
    List<Input> inputs();

    /** What it costs. */
    ModelSize size();

    /** Size of the widest layer: values per example in its output. */
    long widestLayer();

    /**
     * Prepares to train and to estimate.
     *
     * @param memory where the parameters lie
     * @param dataType precision of the parameters
     */
    Running compile(Engine engine, ParameterMemory memory, DataType dataType);
}
