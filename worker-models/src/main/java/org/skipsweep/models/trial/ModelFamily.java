package org.skipsweep.models.trial;

/** The model families of the paper that are built here. */
public enum ModelFamily implements Choice {
    /** Multilayer-perceptron VAE and SKIP-VAE (Table 3; model spec A.2). */
    MLP_VAE("mlp-vae"),
    /** Convolutional VAE and SKIP-VAE with a gated PixelCNN as decoder (Tables 1 and 2; model spec A.1). */
    IMAGE_VAE("image-vae"),
    /** Trains nothing and reports no latents: what the platform itself costs per trial. */
    NO_OP("no-op");

    private final String label;

    ModelFamily(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
