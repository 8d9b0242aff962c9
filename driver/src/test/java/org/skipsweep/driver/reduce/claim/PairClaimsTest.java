package org.skipsweep.driver.reduce.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.cell.Standing;
import org.skipsweep.driver.reduce.claim.PairClaims.Above;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.Origin;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

class PairClaimsTest {
    private final List<TrialRow> trials = new ArrayList<>();
    private Measurements paperOfSkip = Measurements.NONE;
    private Measurements paperOfPlain = Measurements.NONE;
    private String remark = "";
    private Optional<Integer> dimensions = Optional.empty();

    @Test
    void activeUnits_seedsTie_intervalOfTheBootstrap_andBothThresholds() {
        for (int seed = 1; seed <= 3; seed++) {
            trial(true, seed, units(20, 19, 22, 17 + seed));
            trial(false, seed, units(19, 18, 20, 17));
        }

        Claim claim = check(Metric.ACTIVE_UNITS);

        assertThat(claim.effect().mean()).isEqualTo(1);
        assertThat(claim.effect().ci95()).contains(2.5);
        assertThat(claim.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(claim.note())
                .isEqualTo("all seeds tie, ± from a bootstrap over test examples; at threshold 0.02 +2.00 ±2.48");
    }

    @Test
    void activeUnits_seedsTie_withoutBootstrap_saysSo() {
        for (int seed = 1; seed <= 2; seed++) {
            trial(true, seed, Map.of(Metric.ACTIVE_UNITS, 5.0));
            trial(false, seed, Map.of(Metric.ACTIVE_UNITS, 3.0));
        }

        assertThat(check(Metric.ACTIVE_UNITS).note())
                .isEqualTo("all seeds tie, which no interval over seeds can judge");
    }

    @Test
    void activeUnits_seedsDiffer_intervalOverSeeds() {
        trial(true, 1, units(20, 19, 22, 20));
        trial(false, 1, units(19, 18, 20, 19));
        trial(true, 2, units(22, 19, 22, 22));
        trial(false, 2, units(19, 18, 20, 19));

        Claim claim = check(Metric.ACTIVE_UNITS);

        assertThat(claim.effect().ci95().orElseThrow()).isGreaterThan(10);
        assertThat(claim.note()).startsWith("at threshold 0.02 +2.00");
    }

    @Test
    void activeUnits_allOfBothModels_atACeiling() {
        dimensions = Optional.of(5);
        trial(true, 1, Map.of(Metric.ACTIVE_UNITS, 5.0));
        trial(false, 1, Map.of(Metric.ACTIVE_UNITS, 5.0));

        Claim claim = check(Metric.ACTIVE_UNITS);

        assertThat(claim.kind()).isEqualTo(Claim.Kind.CLAIM);
        assertThat(claim.verdict()).isEqualTo(Verdict.CEILING);
        assertThat(claim.note())
                .isEqualTo("one seed, no interval; all units are active in both, there is none to gain");

        trial(true, 2, Map.of(Metric.ACTIVE_UNITS, 4.0));
        trial(false, 2, Map.of(Metric.ACTIVE_UNITS, 5.0));
        assertThat(check(Metric.ACTIVE_UNITS).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void mutualInformation_belowItsCapWithinTheInterval_undecided_andADiagnostic() {
        trial(false, 1, Map.of(Metric.MUTUAL_INFORMATION, 4.8));
        trial(false, 2, Map.of(Metric.MUTUAL_INFORMATION, 8.6));
        assertThat(atCap()).isEqualTo(Verdict.UNDECIDED);

        trials.clear();
        trial(false, 1, Map.of(Metric.MUTUAL_INFORMATION, 4.8));
        trial(false, 2, Map.of(Metric.MUTUAL_INFORMATION, 4.9));
        assertThat(atCap()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict atCap() {
        Claim claim =
                CellClaims.of(new CellClaims.InformationAtCap()).on(evidence()).get(0);
        assertThat(claim.kind()).isEqualTo(Claim.Kind.DIAGNOSTIC);
        return claim.verdict();
    }

    @Test
    void mutualInformation_noteGivesTheBias_andTheCorrectedOneIsAClaimOfItsOwn() {
        trial(true, 1, Map.of(Metric.MUTUAL_INFORMATION, 7.25, Metric.MUTUAL_INFORMATION_CORRECTED, 8.0));
        trial(false, 1, Map.of(Metric.MUTUAL_INFORMATION, 6.56, Metric.MUTUAL_INFORMATION_CORRECTED, 7.0));

        assertThat(check(Metric.MUTUAL_INFORMATION).note())
                .isEqualTo("one seed, no interval; estimates fall short by about 0.75 and 0.44");
        assertThat(check(Metric.MUTUAL_INFORMATION_CORRECTED).effect().mean()).isEqualTo(1);
    }

    @Test
    void correctedMutualInformation_notOfEverySeed_noClaim() {
        trial(true, 1, Map.of(Metric.MUTUAL_INFORMATION_CORRECTED, 8.0));
        trial(false, 1, Map.of(Metric.MUTUAL_INFORMATION_CORRECTED, 7.7));
        assertThat(check(Metric.MUTUAL_INFORMATION_CORRECTED).effect().seeds()).isEqualTo(1);
        trial(true, 2, Map.of(Metric.MUTUAL_INFORMATION, 9.2));
        trial(false, 2, Map.of(Metric.MUTUAL_INFORMATION_CORRECTED, 7.7));

        assertThat(new PairClaims(List.of(new Above(Metric.MUTUAL_INFORMATION_CORRECTED))).on(evidence()))
                .isEmpty();
    }

    @Test
    void claimThatFailsInThePapersOwnCells_noteSaysSo() {
        paperOfSkip = Measurements.of(Metric.KL, 8.37);
        paperOfPlain = Measurements.of(Metric.KL, 8.42);
        remark = "KL below vae";
        trial(true, 1, Map.of(Metric.KL, 9.0, Metric.MUTUAL_INFORMATION, 7.0));
        trial(false, 1, Map.of(Metric.KL, 8.0, Metric.MUTUAL_INFORMATION, 7.0));

        assertThat(check(Metric.KL).note())
                .isEqualTo("one seed, no interval; the paper's own cells: -0.05 (KL below vae)");
    }

    private static Map<Metric, Double> units(double count, double lower, double upper, double count002) {
        return Map.of(
                Metric.ACTIVE_UNITS, count,
                Metric.ACTIVE_UNITS_LOWER, lower,
                Metric.ACTIVE_UNITS_UPPER, upper,
                Metric.ACTIVE_UNITS_002, count002);
    }

    private void trial(boolean skip, long seed, Map<Metric, Double> values) {
        KeyValues settings = KeyValues.of(ModelKeys.SKIP, skip);
        trials.add(new TrialRow(
                (skip ? "skip" : "plain") + seed,
                "done",
                dimensions
                        .map(size -> settings.with(ModelKeys.LATENT_DIM, size))
                        .orElse(settings),
                seed,
                new Measurements(values),
                Optional.of(false),
                new ExampleCounts(Optional.of(50_000), Optional.of(10_000), Optional.of(10_000)),
                Optional.empty(),
                new Origin(Map.of()),
                Optional.empty()));
    }

    private Claim check(Metric metric) {
        return new PairClaims(List.of(new Above(metric))).on(evidence()).get(0);
    }

    private Evidence evidence() {
        Layout layout = new Layout(List.of(), List.of(), List.of(), List.of(Metric.values()));
        Standing.Judge judge = (settings, examples) -> settings.include(KeyValues.of(ModelKeys.SKIP, true))
                ? new Standing("skip-vae", 1, paperOfSkip, remark, false)
                : new Standing("vae", 0, paperOfPlain, "", false);
        return Evidence.of(Cell.of(trials, judge, layout), layout);
    }
}
