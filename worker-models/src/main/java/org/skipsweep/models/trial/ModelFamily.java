package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/** The model families of the paper that are built here. */
public enum ModelFamily implements Choice {
    /** Multilayer-perceptron VAE and SKIP-VAE (Table 3; model spec A.2). */
    MLP_VAE("mlp-vae", 0),
    /** Convolutional VAE and SKIP-VAE with a gated PixelCNN as decoder (Tables 1 and 2; model spec A.1). */
    IMAGE_VAE("image-vae", 0),
    /** Trains nothing and reports no latents: what the platform itself costs per trial. */
    NO_OP("no-op", 0),
    /** LSTM language model without a latent variable (Table 4; model spec A.3). */
    LSTM_LM("lstm-lm", 2, Dataset.Kind.TEXT),
    /** LSTM VAE and SKIP-VAE (Table 4; model spec A.4). */
    LSTM_VAE("lstm-vae", 2, Dataset.Kind.TEXT);

    private final String label;
    private final int generation;
    private final Dataset.Kind data;

    ModelFamily(String label, int generation) {
        this(label, generation, Dataset.Kind.IMAGES);
    }

    ModelFamily(String label, int generation, Dataset.Kind data) {
        this.label = label;
        this.generation = generation;
        this.data = data;
    }

    /** The kind of data that it is for. */
    public Dataset.Kind data() {
        return data;
    }

    /** The newest {@link TrialKey#generation} of keys when its first trials were published. */
    int generation() {
        return generation;
    }

    @Override
    public String label() {
        return label;
    }
}
