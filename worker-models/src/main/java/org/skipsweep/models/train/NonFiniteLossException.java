package org.skipsweep.models.train;

import java.util.Locale;
import org.skipsweep.models.objective.refinement.DivergedRefinementException;

/** Training ran into a loss that is not a number or infinite. */
public final class NonFiniteLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final long step;

    /**
     * @param epoch epoch in which it happened, from 1
     * @param step step, from 1 over the whole training
     * @param loss the loss
     */
    public NonFiniteLossException(int epoch, long step, double loss) {
        super(String.format(
                Locale.ROOT,
                "the loss became %s at step %d of epoch %d; a smaller learning-rate or a longer KL warm-up may help",
                loss,
                step,
                epoch));
        this.epoch = epoch;
        this.step = step;
    }

    /**
     * The refinement of posteriors diverged.
     *
     * @param epoch epoch in which it happened, from 1
     * @param step step, from 1 over the whole training
     * @param cause at which step of the refinement, and how
     */
    public NonFiniteLossException(int epoch, long step, DivergedRefinementException cause) {
        super(String.format(Locale.ROOT, "at step %d of epoch %d %s", step, epoch, cause.getMessage()), cause);
        this.epoch = epoch;
        this.step = step;
    }

    /** Epoch in which it happened, from 1. */
    public int epoch() {
        return epoch;
    }

    /** Step, from 1 over the whole training. */
    public long step() {
        return step;
    }
}
