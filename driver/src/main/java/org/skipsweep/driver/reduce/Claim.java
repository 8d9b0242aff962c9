package org.skipsweep.driver.reduce;

import java.util.List;

/**
 * A claim of the paper, checked against the trials.
 *
 * @param claim what is claimed
 * @param dataset data set of the trials
 * @param latentDim size of the latent variable
 * @param decoderLayers number of decoder layers
 * @param settings values of the further settings that vary in the sweep, in the order of the table's columns
 * @param effect what the claim is about: a difference in nats or units
 * @param ci95 half-width of its 95 % confidence interval over the seeds; null with one seed
 * @param seeds number of seeds, or of pairs with equal seeds
 * @param verdict whether it holds
 * @param note what the verdict rests on
 */
record Claim(
        String claim,
        String dataset,
        int latentDim,
        int decoderLayers,
        List<Object> settings,
        double effect,
        Double ci95,
        int seeds,
        Verdict verdict,
        String note) {

    /** Whether a claim holds. */
    enum Verdict {
        HOLDS("holds"),
        DOES_NOT_HOLD("does not hold"),
        UNDECIDED("undecided");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** As tables print it. */
        String label() {
            return label;
        }

        /** Whether an effect exceeds {@code bound}: undecided if its interval, where it has one, includes the bound. */
        static Verdict above(double bound, double effect, Double ci95) {
            double margin = ci95 == null ? 0 : ci95;
            if (effect - margin > bound) {
                return HOLDS;
            }
            return effect + margin < bound || ci95 == null || margin == 0 ? DOES_NOT_HOLD : UNDECIDED;
        }
    }
}
