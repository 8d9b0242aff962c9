package org.skipsweep.models.trial.result;

import java.util.Arrays;
import java.util.Optional;

/** What is measured of a trained trial (model spec C). */
public enum Metric {
    /** Evidence lower bound, one latent sample per example; of a model without a latent variable its log-likelihood. */
    ELBO("elbo", "ELBO", Unit.NATS),
    /** Mean analytic KL(q(z|x) || p(z)). */
    KL("kl", "KL", Unit.NATS),
    /** Mutual information of data and latent variable, dataset-level: KL minus the aggregate KL. */
    MUTUAL_INFORMATION("mi", "MI", Unit.NATS),
    /** The all-Monte-Carlo estimate of the same quantity. */
    MUTUAL_INFORMATION_MONTE_CARLO("mi_monte_carlo", "MI, all Monte Carlo", Unit.NATS),
    /** The same without the bias that estimates near log N have; none where they are saturated. */
    MUTUAL_INFORMATION_CORRECTED("mi_corrected", "corrected MI", Unit.NATS),
    /** log N, which no dataset-level estimate can exceed but by noise. */
    MUTUAL_INFORMATION_CAP("mi_cap", "cap of MI", Unit.NATS),
    /** Mean in-batch estimate: a diagnostic, never comparable with the others. */
    MUTUAL_INFORMATION_MINIBATCH("mi_minibatch", "MI in minibatches", Unit.NATS),
    /** KL(q(z) || p(z)), estimated. */
    AGGREGATE_KL("aggregate_kl", "aggregate KL", Unit.NATS),
    /** Latent dimensions whose posterior mean varies by at least 0.01. */
    ACTIVE_UNITS("active_units", "AU", Unit.UNITS),
    /** The same at 0.02. */
    ACTIVE_UNITS_002("active_units_002", "AU at 0.02", Unit.UNITS),
    /** Lower end of a 95 % interval of the active units: had other examples of the same kind been tested. */
    ACTIVE_UNITS_LOWER("active_units_lower", "AU, lower end", Unit.UNITS),
    /** Its upper end. */
    ACTIVE_UNITS_UPPER("active_units_upper", "AU, upper end", Unit.UNITS),
    /** The best validation ELBO, by which the epoch was selected. */
    VALIDATION_ELBO("validation_elbo", "validation ELBO", Unit.NATS),
    /**
     * exp of the negative log-likelihood per predicted token, the end of a sentence included: exact without a latent variable,
     * else estimated by importance sampling.
     */
    PERPLEXITY("perplexity", "PPL", Unit.PERPLEXITY),
    /** exp of the negative evidence lower bound per predicted token; at least the perplexity. */
    BOUND_PERPLEXITY("bound_perplexity", "bound PPL", Unit.PERPLEXITY),
    /** Share of refinement steps, in the last epoch of training, whose gradient was clipped. */
    CLIPPED_FORWARD("clipped_forward", "clipped steps", Unit.SHARE),
    /** Share of these steps with a derivative that was clipped on the way back. */
    CLIPPED_BACKWARD("clipped_backward", "clipped steps back", Unit.SHARE);

    /** What a metric counts in. */
    public enum Unit {
        /** Natural units of information. */
        NATS("nats"),
        /** Latent dimensions, whole numbers. */
        UNITS("units"),
        /** Words that a model hesitates between, on average. */
        PERPLEXITY("choices per token"),
        /** A part of 1. */
        SHARE("share");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        /** As texts name it. */
        public String label() {
            return label;
        }
    }

    private static final double NEAR_ZERO = 0.1;

    private final String key;
    private final String heading;
    private final Unit unit;

    Metric(String key, String heading, Unit unit) {
        this.key = key;
        this.heading = heading;
        this.unit = unit;
    }

    /** The metric whose JSON key is {@code key}, if there is one. */
    public static Optional<Metric> find(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** Its JSON key and the name of its Parquet column. */
    public String key() {
        return key;
    }

    /** Its name above a column. */
    public String heading() {
        return heading;
    }

    /** What it counts in. */
    public Unit unit() {
        return unit;
    }

    /**
     * Digits behind the point that a value is worth: none for whole numbers, else two, but three for an information below a
     * tenth of a nat, where collapsed models differ.
     */
    public int digits(double value) {
        if (counts()) {
            return 0;
        }
        return (this == KL || this == MUTUAL_INFORMATION || this == MUTUAL_INFORMATION_CORRECTED)
                        && Math.abs(value) < NEAR_ZERO
                ? 3
                : 2;
    }

    /** Whether its values are whole numbers. */
    public boolean counts() {
        return unit == Unit.UNITS;
    }
}
