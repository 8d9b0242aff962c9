package org.skipsweep.models.trial;

import java.util.EnumSet;
import java.util.Set;

/** Groups of model families that share keys. */
final class FamilyGroups {
    static final Set<ModelFamily> EVERY = EnumSet.allOf(ModelFamily.class);
    static final Set<ModelFamily> LATENT = EnumSet.complementOf(EnumSet.of(ModelFamily.LSTM_LM));
    static final Set<ModelFamily> TEXT = EnumSet.of(ModelFamily.LSTM_LM, ModelFamily.LSTM_VAE);
    static final Set<ModelFamily> LATENT_TEXT = EnumSet.of(ModelFamily.LSTM_VAE);
    static final Set<ModelFamily> IMAGES = EnumSet.of(ModelFamily.MLP_VAE, ModelFamily.IMAGE_VAE, ModelFamily.NO_OP);

    private FamilyGroups() {}
}
