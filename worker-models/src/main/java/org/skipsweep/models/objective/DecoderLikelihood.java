package org.skipsweep.models.objective;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.model.Decoder;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Phase;

/**
 * The likelihood p(x|z) alone, with z as an input: for drawing images, and for studying a decoder. Its parameters have the
 * names that they have in the whole model.
 */
public final class DecoderLikelihood {
    /** Input: binary observations, [B, pixels]. */
    public static final String OBSERVATIONS = Elbo.OBSERVATIONS;

    /** Input: latent variables, [B, D]. */
    public static final String Z = "z";

    /** Output: Bernoulli logits of the pixels, [B, pixels]. */
    public static final String LOGITS = "logits";

    /** Output: -log p(x|z) of each example, [B], in nats. */
    public static final String NEGATIVE_LOG_LIKELIHOOD = Elbo.NEGATIVE_LOG_LIKELIHOOD;

    /** Output: its mean over the batch. */
    public static final String LOSS = Elbo.LOSS;

    private DecoderLikelihood() {}

    /**
     * The graph for {@code decoder}.
     *
     * @param dataType precision of parameters, inputs and outputs
     */
    public static LossGraph graph(Decoder decoder, DataType dataType) {
        Layers layers = new Layers(SameDiff.create(), dataType, Phase.EVALUATION);
        SDVariable x = layers.input(new Input.Observed(OBSERVATIONS, List.of(Input.BATCH, (long) decoder.pixels())));
        SDVariable z = layers.input(new Input.Free(Z, List.of(Input.BATCH, (long) decoder.latentDim())));
        SDVariable logits = decoder.decode(layers, x, z).rename(LOGITS);
        SDVariable loss =
                layers.bernoulli(x, logits).rename(NEGATIVE_LOG_LIKELIHOOD).mean(LOSS);
        layers.graph().setLossVariables(loss.name());
        return new LossGraph(
                layers.graph(), layers.inputs(), layers.shapes(), LOSS, List.of(LOGITS, NEGATIVE_LOG_LIKELIHOOD));
    }
}
