package org.skipsweep.models.objective.refinement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.skipsweep.models.engine.ParameterVector;

/** Decoder gradients h_k of the rounds, in memory that is used again for every minibatch. */
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
