package org.skipsweep.driver.reduce.claim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.SeedMean;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Metric;

/**
 * The perplexities of all rows of a table are within 1 of each other, which is our reading of the paper's "similar". An effect is the greatest minus the smallest, seed by
 * seed over the seeds that all of them have.
 *
 * @param shared what rows must agree in to be compared; they may differ in everything else
 */
public record PerplexityClaims(List<TrialKey<?>> shared) implements ClaimCheck {
    private static final double TOLERANCE = 1;

    /** Copies the list. */
    public PerplexityClaims {
        shared = List.copyOf(shared);
    }

    @Override
    public List<Claim> on(Evidence evidence) {
        Map<KeyValues, List<Cell>> alike = evidence.cells().stream()
                .filter(cell -> cell.metric(Metric.PERPLEXITY).isPresent())
                .collect(groupingBy(cell -> cell.settings().only(shared), LinkedHashMap::new, toList()));
        return alike.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .flatMap(group -> claim(group.getKey(), group.getValue()).stream())
                .toList();
    }

    private static Optional<Claim> claim(KeyValues settings, List<Cell> rows) {
        List<Map<Long, Double>> bySeed =
                rows.stream().map(PerplexityClaims::perplexities).toList();
        Set<Long> seeds = new HashSet<>(bySeed.get(0).keySet());
        bySeed.forEach(row -> seeds.retainAll(row.keySet()));
        double[] spreads = seeds.stream()
                .sorted()
                .mapToDouble(seed -> spread(bySeed, seed))
                .toArray();
        return SeedMean.of(spreads)
                .map(spread -> Claim.ofPaper(
                        "all perplexities within 1 of each other",
                        settings,
                        spread,
                        Verdict.below(TOLERANCE, spread),
                        notes(rows, spread)));
    }

    private static Map<Long, Double> perplexities(Cell row) {
        return row.trials().stream()
                .filter(trial -> trial.measurements().find(Metric.PERPLEXITY).isPresent())
                .collect(Collectors.toMap(
                        TrialRow::seed,
                        trial -> trial.measurements().find(Metric.PERPLEXITY).getAsDouble()));
    }

    private static double spread(List<Map<Long, Double>> rows, long seed) {
        var range = rows.stream().mapToDouble(row -> row.get(seed)).summaryStatistics();
        return range.getMax() - range.getMin();
    }

    /** "5 rows, from 8.90 (lstm-lm) to 9.61 (vae)". */
    private static Stream<String> notes(List<Cell> rows, SeedMean spread) {
        List<Cell> sorted = rows.stream()
                .sorted(Comparator.comparing(PerplexityClaims::mean))
                .toList();
        String range = Counted.of(rows.size(), "row") + ", from " + shown(sorted.get(0)) + " to "
                + shown(sorted.get(sorted.size() - 1));
        return Stream.of(
                        Stream.of(range),
                        Weakness.of(spread, rows.stream().anyMatch(Cell::reduced)),
                        inPaper(rows).stream())
                .flatMap(parts -> parts);
    }

    /** The paper calls its rows similar; said where these do not pass either. */
    private static Optional<String> inPaper(List<Cell> rows) {
        DoubleSummaryStatistics paper = rows.stream()
                .flatMap(row -> row.paper(Metric.PERPLEXITY).stream())
                .mapToDouble(value -> value)
                .summaryStatistics();
        double spread = paper.getMax() - paper.getMin();
        return paper.getCount() < 2 || spread <= TOLERANCE
                ? Optional.empty()
                : Optional.of(
                        "the paper's own rows, which it calls similar, are " + Decimals.fixed(spread, 2) + " apart");
    }

    private static String shown(Cell row) {
        return Decimals.fixed(mean(row), 2) + " (" + row.model() + ")";
    }

    private static double mean(Cell row) {
        return row.metric(Metric.PERPLEXITY).orElseThrow().mean();
    }
}
