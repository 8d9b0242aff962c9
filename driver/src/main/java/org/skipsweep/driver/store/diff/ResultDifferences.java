package org.skipsweep.driver.store.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.driver.store.TrialMetricsParser;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

/** Which numbers of two runs are not the same. */
public final class ResultDifferences {
    private static final String NONE = "-";

    private ResultDifferences() {}

    /**
     * Every state and metric that differs, bit for bit, over the trials of {@code plan}; a trial without a result counts
     * as one that is not done.
     *
     * @param left results by trial id
     * @param right results by trial id, of a run that may have other trials; those are not looked at
     */
    public static List<Difference> of(Plan plan, Map<String, TrialResult> left, Map<String, TrialResult> right) {
        List<Difference> differences = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            Map<String, String> one = numbers(left.get(trial.id()));
            Map<String, String> other = numbers(right.get(trial.id()));
            Set<String> keys = new LinkedHashSet<>(one.keySet());
            keys.addAll(other.keySet());
            for (String key : keys) {
                String here = one.getOrDefault(key, NONE);
                String there = other.getOrDefault(key, NONE);
                if (!here.equals(there)) {
                    differences.add(new Difference(trial.id() + " " + key, here, there));
                }
            }
        }
        return differences;
    }

    private static Map<String, String> numbers(TrialResult result) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("state", result == null ? NONE : result.state().label());
        Optional.ofNullable(result).flatMap(TrialResult::metrics).ifPresent(metrics -> TrialMetricsParser.values(
                        metrics)
                .forEach((key, value) -> numbers.put(key, value.toString())));
        return numbers;
    }
}
