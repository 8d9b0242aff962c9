package org.skipsweep.models.objective;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
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
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder(OBSERVATIONS, dataType, -1, decoder.pixels());
        SDVariable z = graph.placeHolder(Z, dataType, -1, decoder.latentDim());
        Layers layers = new Layers(graph, dataType, Phase.EVALUATION);
        SDVariable logits = decoder.decode(layers, x, z).rename(LOGITS);
        SDVariable loss = Elbo.negativeLogLikelihood(x, logits).mean(LOSS);
        graph.setLossVariables(loss.name());
        return new LossGraph(
                graph, List.of(OBSERVATIONS, Z), layers.parameters(), LOSS, List.of(LOGITS, NEGATIVE_LOG_LIKELIHOOD));
    }
}
