package org.skipsweep.driver.sweep.estimate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;

/** What a plan says of parameter averaging: what it brings, and where it will not pay. */
public final class AveragingNotes {
    private AveragingNotes() {}

    /** A line for each kind of round; none if no trial averages. */
    public static List<String> of(Plan plan, CoreSpeed speed) {
        Map<RoundEstimate, Integer> trials = new LinkedHashMap<>();
        plan.trials().stream()
                .map(Trial::spec)
                .map(spec -> RoundEstimate.of(spec, speed))
                .flatMap(Optional::stream)
                .forEach(round -> trials.merge(round, 1, Integer::sum));
        return trials.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(RoundEstimate round, int trials) {
        String what = String.format(
                Locale.ROOT,
                "averaging over %d workers (%s): a round of %s each trains %.2g s and moves %,.0f MB in %.2g s, about %.1f times the"
                        + " examples per second of one worker",
                round.workers(),
                Counted.of(trials, "trial"),
                minibatches(round.minibatches()),
                round.trainingSeconds(),
                round.bytes() / 1e6,
                round.averagingSeconds(),
                round.speedUp());
        return round.pays()
                ? what
                : what + "; that will not pay: it would from " + minibatches(round.payingMinibatches())
                        + " per worker and round on (averaging.frequency, train-examples), else leave averaging.workers at 1";
    }

    private static String minibatches(int count) {
        return count == 1 ? "1 minibatch" : count + " minibatches";
    }
}
