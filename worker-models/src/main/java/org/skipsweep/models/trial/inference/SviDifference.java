package org.skipsweep.models.trial.inference;

import org.skipsweep.models.trial.value.Choice;

/** Which finite difference gives the Hessian-vector products of the refinement (model spec B.5, B.8). */
public enum SviDifference implements Choice {
    /** (g(lambda + r v) - g(lambda)) / r, with the gradient of the way there kept. */
    FORWARD("forward"),
    /** (g(lambda + r v) - g(lambda - r v)) / 2r, which keeps nothing and is exact to second order. */
    CENTRAL("central");

    private final String label;

    SviDifference(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
