package org.skipsweep.driver.reduce.classification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.paper.PaperNumbers;
import org.skipsweep.driver.reduce.paper.Source;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;

/** The accuracies that the paper gives for its classification study, on MNIST. */
final class PaperAccuracies {
    /** Hidden layers of the paper's classifier, as we read it. */
    private static final int HIDDEN_LAYERS = 1;

    private final Paper paper;
    private final List<Map<String, String>> rows =
            PaperNumbers.read("classification").orElseThrow();

    PaperAccuracies(Paper paper) {
        this.paper = paper;
    }

    /**
     * The accuracy in percent that the paper gives for a cell, if it gives one.
     *
     * @param hiddenLayers of the classifier
     */
    Optional<Double> find(String model, KeyValues settings, int hiddenLayers) {
        boolean mnist = Source.MNIST.datasets().contains(settings.text(DataKeys.DATASET));
        return rows.stream()
                .filter(row -> mnist && hiddenLayers == HIDDEN_LAYERS && paper.trained(settings))
                .filter(row -> row.get("model").equals(model)
                        && row.get("family").equals(settings.text(ModelKeys.MODEL))
                        && row.get("latent_dim").equals(settings.text(ModelKeys.LATENT_DIM)))
                .filter(row -> agrees(row.get("decoder_layers"), settings))
                .map(row -> Double.valueOf(row.get("accuracy_percent")))
                .findFirst();
    }

    /** Of perceptrons the paper does not say how many layers the decoder had. */
    private static boolean agrees(String decoderLayers, KeyValues settings) {
        return decoderLayers.isEmpty() || decoderLayers.equals(settings.text(ModelKeys.DECODER_LAYERS));
    }
}
