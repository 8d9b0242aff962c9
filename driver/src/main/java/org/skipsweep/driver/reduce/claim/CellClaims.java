package org.skipsweep.driver.reduce.claim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skipsweep.driver.reduce.cell.Cell;
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

    /** The mutual information is at log N, so that it says no more than "at least about log N". */
    public record InformationAtCap() implements Check {
        @Override
        public Optional<Claim> on(Cell cell) {
            return cell.counts().examples().test().flatMap(examples -> cell.metric(Metric.MUTUAL_INFORMATION)
                    .map(information -> new Claim(
                            cell.model() + ": MI at its cap log N",
                            cell.settings(),
                            information.minus(Math.log(examples)),
                            cell.saturated() ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD,
                            note(examples, cell.saturated()))));
        }

        private static String note(int examples, boolean saturated) {
            return String.format(Locale.ROOT, "log %d = %.2f", examples, Math.log(examples))
                    + (saturated ? ": saturated, tells nothing about collapse" : ": below the cap, biased downwards");
        }
    }

    /** The ELBO is the paper's; a reduced run decides nothing. */
    public record ElboOfPaper() implements Check {
        @Override
        public Optional<Claim> on(Cell cell) {
            return cell.distance(Metric.ELBO)
                    .map(distance -> new Claim(
                            cell.model() + ": ELBO within 1 nat of the paper",
                            cell.settings(),
                            distance,
                            cell.reduced() ? Verdict.UNDECIDED : Verdict.within(Claim.ELBO_TOLERANCE, distance),
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
