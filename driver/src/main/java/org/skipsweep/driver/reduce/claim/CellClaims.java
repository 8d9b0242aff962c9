package org.skipsweep.driver.reduce.claim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.MutualInformationCap;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.models.trial.result.Metric;

/**
 * Claims about single cells, cell by cell.
 *
 * @param checks of each cell, in order
 */
public record CellClaims(List<Check> checks) implements ClaimCheck {

    /** Copies the list. */
    public CellClaims {
        checks = List.copyOf(checks);
    }

    /** These checks. */
    public static CellClaims of(Check... checks) {
        return new CellClaims(List.of(checks));
    }

    /** One thing that is said of a cell. */
    @FunctionalInterface
    public interface Check {
        /** The claim, unless it is about something that does not apply to the cell. */
        Optional<Claim> on(Cell cell);
    }

    /**
     * The mutual information of all trials is at log N, so that it says no more than "at least about log N"; where that of none
     * is, its interval decides whether it is below.
     */
    public record InformationAtCap() implements Check {
        @Override
        public Optional<Claim> on(Cell cell) {
            return cell.cap().flatMap(cap -> cell.metric(Metric.MUTUAL_INFORMATION)
                    .map(information -> claim(cell, cap, information.minus(cap.nats()))));
        }

        private static Claim claim(Cell cell, MutualInformationCap cap, SeedMean excess) {
            long saturated = cell.trials().stream()
                    .filter(trial -> trial.saturated().orElse(false))
                    .count();
            return Claim.diagnostic(
                    cell.model() + ": MI at its cap log N",
                    cell.settings(),
                    excess,
                    verdict(saturated, cell.trials().size(), excess),
                    Stream.of(cap.text() + note(saturated, cell.trials().size())));
        }

        private static Verdict verdict(long saturated, int trials, SeedMean excess) {
            if (saturated == trials) {
                return Verdict.CEILING;
            }
            return saturated == 0 && Verdict.below(0, excess) == Verdict.HOLDS
                    ? Verdict.DOES_NOT_HOLD
                    : Verdict.UNDECIDED;
        }

        private static String note(long saturated, int trials) {
            if (saturated == 0) {
                return ": below the cap, biased downwards";
            }
            return ": saturated" + (saturated < trials ? " in " + saturated + " of " + trials + " trials" : "")
                    + ", tells nothing about collapse";
        }
    }

    /** The ELBO is the paper's to within a nat, or better; a reduced run decides nothing. */
    public record ElboOfPaper() implements Check {
        @Override
        public Optional<Claim> on(Cell cell) {
            return cell.distance(Metric.ELBO)
                    .map(distance -> Claim.diagnostic(
                            cell.model() + ": ELBO within 1 nat of the paper",
                            cell.settings(),
                            distance,
                            cell.reduced() ? Verdict.UNDECIDED : Verdict.beside(Claim.ELBO_TOLERANCE, distance),
                            Weakness.of(distance, cell.reduced())));
        }
    }

    @Override
    public List<Claim> on(Evidence evidence) {
        return evidence.cells().stream()
                .flatMap(cell -> checks.stream().flatMap(check -> check.on(cell).stream()))
                .toList();
    }
}
