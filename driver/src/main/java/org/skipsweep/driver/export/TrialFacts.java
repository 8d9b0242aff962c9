package org.skipsweep.driver.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.reduce.cell.Standing;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.result.TrialMetrics;

/**
 * What is known of a trial beside its numbers: what carried it out and how it ended.
 *
 * @param judge who knows what a full run is
 */
record TrialFacts(Standing.Judge judge) {

    /** Those of a trial that has ended. */
    Map<String, String> of(TrialResult result) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("engine", result.execution().engine());
        facts.put("executor", result.execution().executor());
        facts.put("attempts", Integer.toString(result.execution().attempts()));
        result.execution().provenance().ifPresent(provenance -> {
            facts.put("commit", provenance.gitCommit());
            facts.put("processor", provenance.processor());
            provenance.gpu().ifPresent(gpu -> facts.put("gpu", gpu));
            facts.put("host", provenance.host());
        });
        result.metrics().ifPresent(metrics -> facts.put("reduced", Boolean.toString(reduced(result.trial(), metrics))));
        if (result instanceof TrialResult.Failed failed) {
            facts.put("failure", failed.failure().message());
        }
        return facts;
    }

    private boolean reduced(Trial trial, TrialMetrics metrics) {
        ExampleCounts counts = new ExampleCounts(
                Optional.of(metrics.trainExamples()),
                Optional.of(metrics.validationExamples()),
                Optional.of(metrics.testExamples()));
        return judge.of(KeyValues.of(trial), counts).reduced();
    }
}
