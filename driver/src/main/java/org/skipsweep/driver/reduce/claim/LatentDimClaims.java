package org.skipsweep.driver.reduce.claim;

import java.util.List;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.claim.KeySeries.Point;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.ModelKeys;

/**
 * What the paper says about larger latent variables: one model uses more units where there are more, another does not. An
 * effect is the active units at the greatest size minus those at the smallest, seed by seed; the note gives the mean at every
 * size.
 *
 * @param growing what models that use more units are set to
 * @param steady what models that do not are set to
 */
public record LatentDimClaims(KeyValues growing, KeyValues steady) implements ClaimCheck {

    @Override
    public List<Claim> on(Evidence evidence) {
        return Stream.concat(
                        series(evidence, growing)
                                .flatMap(series -> series
                                        .claim(
                                                series.subject() + ": AU grows with latent-dim",
                                                change -> Verdict.above(0, change),
                                                "%.1f")
                                        .stream()),
                        series(evidence, steady)
                                .flatMap(series -> series
                                        .claim(
                                                series.subject() + ": AU does not grow with latent-dim",
                                                change ->
                                                        Verdict.above(0, change).opposite(),
                                                "%.1f")
                                        .stream()))
                .toList();
    }

    private static Stream<KeySeries> series(Evidence evidence, KeyValues models) {
        return KeySeries.of(
                ModelKeys.LATENT_DIM,
                "dimensions",
                evidence.cells().stream()
                        .filter(cell -> cell.settings().include(models))
                        .map(Point::activeUnits))
                .stream();
    }
}
