package org.skipsweep.driver.store.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** What two plans do not share. */
public final class PlanDifferences {
    private static final String NONE = "-";

    private PlanDifferences() {}

    /** Differences of what is run: name, tables and trials; none means that the plans ask for the same. */
    public static List<Difference> settings(Plan left, Plan right) {
        List<Difference> differences = new ArrayList<>();
        compare("sweep.name", left.name(), right.name(), differences);
        compare("reduce", left.reduce().label(), right.reduce().label(), differences);
        compare("classification.epochs", epochs(left), epochs(right), differences);
        for (TrialKey<?> key : TrialKeys.all()) {
            compare(key.name(), valuesOf(key, left), valuesOf(key, right), differences);
        }
        compare("number of trials", size(left), size(right), differences);
        compare("first trial of its own", firstNotIn(right, left), firstNotIn(left, right), differences);
        if (differences.isEmpty() && !left.trials().equals(right.trials())) {
            differences.add(new Difference("order of trials", ids(left), ids(right)));
        }
        return differences;
    }

    /** Data files of the same name with different content. */
    public static List<Difference> data(Plan left, Plan right) {
        Map<String, String> both = new LinkedHashMap<>(left.provenance().dataChecksums());
        both.keySet().retainAll(right.provenance().dataChecksums().keySet());
        List<Difference> differences = new ArrayList<>();
        both.forEach((file, checksum) -> compare(
                "data " + file, checksum, right.provenance().dataChecksums().get(file), differences));
        return differences;
    }

    /** Differences of where the numbers come from: software, arguments and data. */
    public static List<Difference> provenance(Plan left, Plan right) {
        Provenance one = left.provenance();
        Provenance other = right.provenance();
        List<Difference> differences = new ArrayList<>();
        compare("git commit", one.gitCommit(), other.gitCommit(), differences);
        compareMaps("version of ", one.versions(), other.versions(), differences);
        compare("arguments", String.join(" ", one.overrides()), String.join(" ", other.overrides()), differences);
        compareMaps("data ", one.dataChecksums(), other.dataChecksums(), differences);
        compare("extended by", extensions(one), extensions(other), differences);
        return differences;
    }

    private static String extensions(Provenance provenance) {
        return provenance.extensions().stream()
                .map(extension -> Counted.of(extension.trials().size(), "trial"))
                .collect(Collectors.joining(", "));
    }

    private static void compareMaps(
            String prefix, Map<String, String> left, Map<String, String> right, List<Difference> differences) {
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        names.forEach(name ->
                compare(prefix + name, left.getOrDefault(name, NONE), right.getOrDefault(name, NONE), differences));
    }

    private static void compare(String what, String left, String right, List<Difference> differences) {
        if (!left.equals(right)) {
            differences.add(new Difference(what, left.isEmpty() ? NONE : left, right.isEmpty() ? NONE : right));
        }
    }

    private static String valuesOf(TrialKey<?> key, Plan plan) {
        Set<String> values = new LinkedHashSet<>();
        plan.trials().forEach(trial -> values.add(key.text(trial.spec())));
        return String.join(", ", values);
    }

    private static String epochs(Plan plan) {
        return Integer.toString(plan.classification().epochs());
    }

    private static String size(Plan plan) {
        return Integer.toString(plan.trials().size());
    }

    private static String firstNotIn(Plan there, Plan here) {
        Set<String> known = there.trials().stream().map(Trial::id).collect(Collectors.toSet());
        return here.trials().stream()
                .map(Trial::id)
                .filter(id -> !known.contains(id))
                .findFirst()
                .orElse(NONE);
    }

    private static String ids(Plan plan) {
        return plan.trials().stream().map(Trial::id).limit(3).collect(Collectors.joining(", ")) + ", ...";
    }
}
