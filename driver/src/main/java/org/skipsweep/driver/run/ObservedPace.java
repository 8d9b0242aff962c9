package org.skipsweep.driver.run;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.result.TrialMetrics;

/**
 * How long trials trained on a processor of this kind, in terms of their estimates: their training steps against what is
 * estimated of these, either with the start. Evaluating is taken to be off by as much, and stays in every prediction.
 *
 * @param factors by model family; none for a family of which no such trial is done
 */
public record ObservedPace(Map<ModelFamily, DoubleSummaryStatistics> factors) {
    /** Of nothing. */
    public static final ObservedPace NONE = new ObservedPace(Map.of());

    /** Copies the map. */
    public ObservedPace {
        factors = Map.copyOf(factors);
    }

    /**
     * That of the trials among {@code results} that trained on a processor of this kind and on no GPU.
     *
     * @param speed at which trials are estimated
     */
    public static ObservedPace of(Collection<TrialResult> results, CoreSpeed speed) {
        Map<ModelFamily, DoubleSummaryStatistics> factors = new EnumMap<>(ModelFamily.class);
        results.stream().filter(ObservedPace::ofThisProcessor).forEach(result -> trainingSeconds(result)
                .ifPresent(seconds -> factors.computeIfAbsent(
                                result.trial().spec().family(), family -> new DoubleSummaryStatistics())
                        .accept((TrialEstimate.START_SECONDS + seconds)
                                / (TrialEstimate.START_SECONDS
                                        + TrialEstimate.trainingSeconds(
                                                result.trial().spec(), speed)))));
        return new ObservedPace(factors);
    }

    private static boolean ofThisProcessor(TrialResult result) {
        return result.execution()
                .provenance()
                .filter(provenance -> provenance.gpu().isEmpty()
                        && !provenance.processor().equals(Software.UNKNOWN)
                        && provenance.processor().equals(Software.processor()))
                .isPresent();
    }

    /** Of all its epochs: a trial that was interrupted knows the time of its last attempt only, but its rate. */
    private static Optional<Double> trainingSeconds(TrialResult result) {
        double rate = result.execution().imagesPerSecond();
        return result.metrics().filter(metrics -> rate > 0).map(metrics -> examples(result.trial(), metrics) / rate);
    }

    private static double examples(Trial trial, TrialMetrics metrics) {
        return (double) trial.spec().optimization().epochs() * metrics.trainExamples();
    }

    /** The least factors that trials of a plan may take: observed ones, or else what an estimate may be off. */
    public List<Double> least(List<Trial> trials) {
        return trials.stream()
                .map(trial -> of(trial).map(DoubleSummaryStatistics::getMin).orElse(1 / TrialEstimate.SPREAD))
                .toList();
    }

    /** The likely ones. */
    public List<Double> likely(List<Trial> trials) {
        return trials.stream()
                .map(trial -> of(trial).map(DoubleSummaryStatistics::getAverage).orElse(1.0))
                .toList();
    }

    /** The greatest. */
    public List<Double> most(List<Trial> trials) {
        return trials.stream()
                .map(trial -> of(trial).map(DoubleSummaryStatistics::getMax).orElse(TrialEstimate.SPREAD))
                .toList();
    }

    private Optional<DoubleSummaryStatistics> of(Trial trial) {
        return Optional.ofNullable(factors.get(trial.spec().family()));
    }
}
