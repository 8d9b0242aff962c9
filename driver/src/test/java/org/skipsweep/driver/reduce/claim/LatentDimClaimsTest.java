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
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.Origin;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

class LatentDimClaimsTest {
    private static final KeyValues PLAIN = KeyValues.of(ModelKeys.SKIP, false);
    private static final KeyValues SKIP = KeyValues.of(ModelKeys.SKIP, true);

    private final List<TrialRow> trials = new ArrayList<>();

    @Test
    void activeUnits_allSeedsTie_intervalOfTheBootstrapDecides() {
        for (int seed = 1; seed <= 2; seed++) {
            trial(PLAIN, 32, seed, units(1, 0, 2));
            trial(PLAIN, 64, seed, units(2, 1, 3));
            trial(SKIP, 32, seed, units(20, 19, 21));
            trial(SKIP, 64, seed, units(40, 39, 41));
        }

        List<Claim> claims = claims();

        assertThat(claims)
                .extracting(claim -> claim.claim() + " " + claim.effect().signedText(0) + " "
                        + claim.verdict().label())
                .containsExactly(
                        "skip: AU grows with latent-dim +20 ±2 holds",
                        "plain: AU does not grow with latent-dim +1 ±2 undecided");
        assertThat(claims.get(1).note())
                .isEqualTo("1.0 at 32, 2.0 at 64 dimensions; all seeds tie, ± from a bootstrap over test examples");
    }

    @Test
    void activeUnits_aTrialWithoutBootstrap_intervalOverSeeds_saysThatItJudgesNothing() {
        for (int seed = 1; seed <= 2; seed++) {
            trial(PLAIN, 32, seed, units(1, 0, 2));
            trial(PLAIN, 64, seed, seed == 1 ? units(2, 1, 3) : Map.of(Metric.ACTIVE_UNITS, 2.0));
        }

        Claim claim = claims().get(0);

        assertThat(claim.effect().ci95()).contains(0.0);
        assertThat(claim.note()).endsWith("all seeds tie, which no interval over seeds can judge");
    }

    @Test
    void activeUnits_seedsDiffer_intervalOverSeeds() {
        trial(PLAIN, 32, 1, units(1, 0, 2));
        trial(PLAIN, 32, 2, units(1, 0, 2));
        trial(PLAIN, 64, 1, units(3, 2, 4));
        trial(PLAIN, 64, 2, units(5, 4, 6));

        Claim claim = claims().get(0);

        assertThat(claim.effect().ci95().orElseThrow()).isGreaterThan(10);
        assertThat(claim.note()).isEqualTo("1.0 at 32, 4.0 at 64 dimensions");
    }

    private List<Claim> claims() {
        Layout layout = new Layout(List.of(), List.of(), List.of(), List.of(Metric.values()));
        Standing.Judge judge = (settings, examples) ->
                new Standing(settings.include(SKIP) ? "skip" : "plain", 0, Measurements.NONE, "", false);
        return new LatentDimClaims(SKIP, PLAIN).on(Evidence.of(Cell.of(trials, judge, layout), layout));
    }

    private static Map<Metric, Double> units(double count, double lower, double upper) {
        return Map.of(Metric.ACTIVE_UNITS, count, Metric.ACTIVE_UNITS_LOWER, lower, Metric.ACTIVE_UNITS_UPPER, upper);
    }

    private void trial(KeyValues model, int latentDim, long seed, Map<Metric, Double> values) {
        KeyValues settings = model.with(ModelKeys.LATENT_DIM, latentDim);
        trials.add(new TrialRow(
                settings + " " + seed,
                "done",
                settings,
                seed,
                new Measurements(values),
                Optional.of(false),
                new ExampleCounts(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Origin(Map.of()),
                Optional.empty()));
    }
}
