package org.skipsweep.driver.reduce.claim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.models.trial.result.Metric;

/**
 * Claims about models with skip connections against the same ones without, pair by pair.
 *
 * @param checks of each pair, in order
 */
public record PairClaims(List<Check> checks) implements ClaimCheck {
    /** Mutual information, in nats, of a latent variable that tells nothing of the data. */
    private static final double COLLAPSED_BELOW = 0.05;

    /** Copies the list. */
    public PairClaims {
        checks = List.copyOf(checks);
    }

    /** These checks. */
    public static PairClaims of(Check... checks) {
        return new PairClaims(List.of(checks));
    }

    /** One thing that is said of a pair. */
    @FunctionalInterface
    public interface Check {
        /** The claim, unless it is about something that does not apply to the models. */
        Optional<Claim> on(SkipPair pair);
    }

    /**
     * With skip connections a metric is higher. A mutual information at its cap decides nothing; a KL without mutual
     * information, which says only where all posteriors lie, is noted, and so is a claim that fails in the paper's own cells.
     * Where all units of both are active, none can be gained.
     */
    public record Above(Metric metric) implements Check {
        @Override
        public Optional<Claim> on(SkipPair pair) {
            String claim = pair.skip().model() + " above " + pair.plain().model() + " on " + metric.heading();
            Optional<SeedMean> effect = metric == Metric.ACTIVE_UNITS
                    ? ActiveUnitsGain.of(pair).map(ActiveUnitsGain::effect)
                    : pair.gain(metric);
            return effect.map(gain -> metric == Metric.MUTUAL_INFORMATION && pair.saturated()
                    ? Claim.ofPaper(claim, pair.settings(), gain, Verdict.UNDECIDED, Stream.of(Weakness.SATURATED))
                    : Claim.ofPaper(claim, pair.settings(), gain, verdict(pair, gain), notes(pair, gain)));
        }

        private Verdict verdict(SkipPair pair, SeedMean gain) {
            return metric == Metric.ACTIVE_UNITS && pair.allUnitsActive() ? Verdict.CEILING : Verdict.above(0, gain);
        }

        private Stream<String> notes(SkipPair pair, SeedMean gain) {
            return Stream.of(Weakness.of(gain, pair.reduced()), ofMetric(pair), inPaper(pair).stream())
                    .flatMap(parts -> parts);
        }

        private Stream<String> ofMetric(SkipPair pair) {
            return switch (metric) {
                case KL -> collapsed(pair).stream();
                case MUTUAL_INFORMATION -> bias(pair).stream();
                case ACTIVE_UNITS -> pair.allUnitsActive()
                        ? Stream.of("all units are active in both, there is none to gain")
                        : ActiveUnitsGain.of(pair).stream().flatMap(ActiveUnitsGain::notes);
                default -> Stream.empty();
            };
        }

        private static Optional<String> collapsed(SkipPair pair) {
            return pair.skip()
                    .metric(Metric.MUTUAL_INFORMATION)
                    .filter(information -> information.mean() < COLLAPSED_BELOW)
                    .map(information -> String.format(
                            Locale.ROOT,
                            "tells nothing, with MI %.3f the latent variable has collapsed",
                            information.mean()));
        }

        /** By how much both estimates are thought to fall short. */
        private static Optional<String> bias(SkipPair pair) {
            return shortfall(pair.skip()).flatMap(skip -> shortfall(pair.plain())
                    .map(plain ->
                            String.format(Locale.ROOT, "estimates fall short by about %.2f and %.2f", skip, plain)));
        }

        private static Optional<Double> shortfall(Cell cell) {
            return cell.metric(Metric.MUTUAL_INFORMATION_CORRECTED)
                    .flatMap(corrected -> cell.metric(Metric.MUTUAL_INFORMATION)
                            .map(estimated -> corrected.mean() - estimated.mean()));
        }

        private Optional<String> inPaper(SkipPair pair) {
            return pair.paperGain(metric).filter(gain -> gain <= 0).map(gain -> {
                String remark = pair.skip().standing().remark();
                return "the paper's own cells: " + Decimals.signed(gain, 2)
                        + (remark.isEmpty() ? "" : " (" + remark + ")");
            });
        }
    }

    /** Skip connections cost no more than a nat of ELBO. */
    public record ElboKept() implements Check {
        @Override
        public Optional<Claim> on(SkipPair pair) {
            String claim = "ELBO of " + pair.skip().model() + " at most 1 nat below "
                    + pair.plain().model();
            return pair.gain(Metric.ELBO)
                    .map(gain -> claim(claim, pair, gain, Verdict.above(-Claim.ELBO_TOLERANCE, gain)));
        }
    }

    /** Skip connections change the ELBO by no more than a nat, or for the better. */
    public record ElboSimilar() implements Check {
        @Override
        public Optional<Claim> on(SkipPair pair) {
            String claim = "ELBO of " + pair.skip().model() + " within 1 nat of "
                    + pair.plain().model();
            return pair.gain(Metric.ELBO)
                    .map(gain -> claim(claim, pair, gain, Verdict.beside(Claim.ELBO_TOLERANCE, gain)));
        }
    }

    private static Claim claim(String claim, SkipPair pair, SeedMean gain, Verdict verdict) {
        return Claim.ofPaper(claim, pair.settings(), gain, verdict, Weakness.of(gain, pair.reduced()));
    }

    @Override
    public List<Claim> on(Evidence evidence) {
        return evidence.pairs().stream()
                .flatMap(pair -> checks.stream().flatMap(check -> check.on(pair).stream()))
                .toList();
    }
}
