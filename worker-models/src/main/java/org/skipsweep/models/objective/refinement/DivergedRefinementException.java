package org.skipsweep.models.objective.refinement;

import java.util.Locale;

/** The refinement of a posterior left the finite numbers. */
public final class DivergedRefinementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param step step of the refinement, from 1
     * @param norm of its gradient
     */
    public DivergedRefinementException(int step, double norm) {
        super(String.format(
                Locale.ROOT,
                "the gradient at refinement step %d has norm %s; a smaller svi.step-size or learning-rate may help",
                step,
                norm));
    }
}
