package org.skipsweep.models.trial;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Groups of model families that share keys. */
final class FamilyGroups {
    static final Set<ModelFamily> EVERY = EnumSet.allOf(ModelFamily.class);
    static final Set<ModelFamily> LATENT = EnumSet.complementOf(EnumSet.of(ModelFamily.LSTM_LM));
    static final Set<ModelFamily> TEXT = of(Dataset.Kind.TEXT, EVERY);
    static final Set<ModelFamily> LATENT_TEXT = of(Dataset.Kind.TEXT, LATENT);
    static final Set<ModelFamily> IMAGES = of(Dataset.Kind.IMAGES, EVERY);

    private FamilyGroups() {}

    /** Those of a group that are for such data. */
    private static Set<ModelFamily> of(Dataset.Kind data, Set<ModelFamily> group) {
        return group.stream()
                .filter(family -> family.data() == data)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ModelFamily.class)));
    }
}
