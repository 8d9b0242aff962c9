package org.skipsweep.models.engine;

import org.skipsweep.models.trial.EngineKind;

/** Which engine a trial gets. */
public final class Engines {
    private Engines() {}

    /** The engine that was asked for; {@code auto} takes the best one that works here. */
    public static Engine of(EngineKind kind) {
        return switch (kind) {
            case AUTO, ND4J -> new Nd4jEngine();
        };
    }
}
