package org.skipsweep.models.objective.refinement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.skipsweep.models.engine.ParameterVector;

/**
 * The decoder's gradients h_k = dL_k/dtheta of the rounds, each in a vector as {@link Refinement} takes them, in memory that is
 * used again for every minibatch.
 */
final class Kept {
    private final Supplier<ParameterVector> vectors;
    private final List<ParameterVector> rounds = new ArrayList<>();

    Kept(Supplier<ParameterVector> vectors) {
        this.vectors = vectors;
    }

    /** That of a round, from 1. */
    ParameterVector of(int round) {
        while (rounds.size() < round) {
            rounds.add(vectors.get());
        }
        return rounds.get(round - 1);
    }
}
