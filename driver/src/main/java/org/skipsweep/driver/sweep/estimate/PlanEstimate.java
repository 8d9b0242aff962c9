package org.skipsweep.driver.sweep.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.objective.ModelSize;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/**
 * What a plan will cost, roughly, with one trial per core.
 *
 * @param trials an estimate per trial, in the plan's order
 * @param cores cores that work at the same time
 */
public record PlanEstimate(List<TrialEstimate> trials, int cores) {

    /** Copies the list. */
    public PlanEstimate {
        trials = List.copyOf(trials);
    }

    /** The estimate of {@code plan} on {@code cores} cores, at least 1, of that speed. */
    public static PlanEstimate of(Plan plan, int cores, CoreSpeed speed) {
        return new PlanEstimate(TrialEstimate.of(plan.trials(), speed), cores);
    }

    /**
     * The same with times that are longer.
     *
     * @param factors by which, a trial after the other
     */
    public PlanEstimate longer(List<Double> factors) {
        List<TrialEstimate> longer = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            longer.add(trials.get(i).within(trials.get(i).seconds() * factors.get(i)));
        }
        return new PlanEstimate(longer, cores);
    }

    /** What the last two checkpoints of each trial will take at least. */
    public static double checkpointBytes(List<Trial> trials) {
        Map<Map<TrialKey<?>, Object>, Optional<ModelSize>> sizes = new HashMap<>();
        return trials.stream()
                .map(Trial::spec)
                .mapToDouble(spec -> TrialEstimate.checkpointBytes(
                        spec, sizes.computeIfAbsent(spec.part(TrialKeys.ofSize()), unused -> TrialEstimate.size(spec))))
                .sum();
    }

    /** Floating-point operations of all trials. */
    public double flops() {
        return trials.stream().mapToDouble(TrialEstimate::flops).sum();
    }

    /** Wall-clock seconds: the work shared evenly, but never less than the longest trial. */
    public double seconds() {
        double work = trials.stream().mapToDouble(TrialEstimate::seconds).sum();
        double longest =
                trials.stream().mapToDouble(TrialEstimate::seconds).max().orElse(0);
        return Math.max(work / cores, longest);
    }

    /** Native and heap memory of the trials that run at the same time, for the largest of them. */
    public double memoryBytes() {
        return trials.stream()
                .mapToDouble(TrialEstimate::memoryBytes)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(cores)
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
