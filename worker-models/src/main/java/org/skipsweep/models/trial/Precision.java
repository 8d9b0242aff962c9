package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/**
 * The precision in which gradients are computed. Parameters, the updater's state, losses, sums over pixels and the KL term
 * are in single precision or better whatever it is, and so is everything that is measured.
 */
public enum Precision implements Choice {
    /** Single precision throughout. */
    FP32("fp32"),
    /** Layers compute with bfloat16 values: 8 bits of exponent, 8 of significand. */
    BF16("bf16");

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
