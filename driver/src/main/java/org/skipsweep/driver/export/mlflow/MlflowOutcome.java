package org.skipsweep.driver.export.mlflow;

/**
 * What an export did.
 *
 * @param experiment its id on the server
 * @param made trials that had no run
 * @param updated trials whose runs lacked something
 * @param anew trials that had been trained anew
 * @param unchanged trials whose runs had it all
 */
public record MlflowOutcome(String experiment, int made, int updated, int anew, int unchanged) {
    /** What was done for a trial. */
    enum Change {
        MADE,
        UPDATED,
        ANEW,
        NONE
    }

    static MlflowOutcome of(String experiment) {
        return new MlflowOutcome(experiment, 0, 0, 0, 0);
    }

    MlflowOutcome with(Change change) {
        return switch (change) {
            case MADE -> new MlflowOutcome(experiment, made + 1, updated, anew, unchanged);
            case UPDATED -> new MlflowOutcome(experiment, made, updated + 1, anew, unchanged);
            case ANEW -> new MlflowOutcome(experiment, made, updated, anew + 1, unchanged);
            case NONE -> new MlflowOutcome(experiment, made, updated, anew, unchanged + 1);
        };
    }
}
