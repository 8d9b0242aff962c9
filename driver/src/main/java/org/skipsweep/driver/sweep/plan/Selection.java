package org.skipsweep.driver.sweep.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** Picks trials of a plan by the values of their keys. */
public final class Selection {
    private final Plan plan;

    private Selection(Plan plan) {
        this.plan = plan;
    }

    /**
     * The trials that have, for every key named, one of the values named for it; in the plan's order.
     *
     * @param conditions each {@code KEY=VALUE}; a key may be shortened to some of its words, as {@code layers} for
     *     {@code decoder-layers}, where no other is meant; none choose every trial
     * @return at least one trial
     * @throws UserError with every condition that cannot be met; it names the keys or values that the plan has
     */
    public static List<Trial> of(Plan plan, List<String> conditions) {
        return new Selection(plan).trials(conditions);
    }

    private List<Trial> trials(List<String> conditions) {
        List<String> problems = new ArrayList<>();
        Map<TrialKey<?>, Set<String>> wanted = new LinkedHashMap<>();
        for (String condition : conditions) {
            try {
                add(condition, wanted);
            } catch (UserError e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        List<Trial> chosen = plan.trials().stream()
                .filter(trial -> wanted.entrySet().stream().allMatch(entry -> entry.getValue()
                        .contains(entry.getKey().text(trial.spec()))))
                .toList();
        if (chosen.isEmpty()) {
            throw new UserError(
                    "--only " + String.join(" --only ", conditions) + ": no trial of this sweep has all of these");
        }
        return chosen;
    }

    private void add(String condition, Map<TrialKey<?>, Set<String>> wanted) {
        int equals = condition.indexOf('=');
        if (equals < 1 || equals == condition.length() - 1) {
            throw new UserError("--only " + condition + ": expected KEY=VALUE, such as decoder-layers=9");
        }
        TrialKey<?> key = key(condition.substring(0, equals).strip(), condition);
        String value = condition.substring(equals + 1).strip();
        Set<String> values = values(key);
        String found = values.stream()
                .filter(candidate -> same(candidate, value))
                .findFirst()
                .orElseThrow(() -> new UserError("--only " + condition + ": no trial of this sweep has it; "
                        + key.name() + " is " + (values.size() == 1 ? "" : "one of ") + String.join(", ", values)
                        + (value.contains(",") ? "; repeat --only for each of several conditions" : "")));
        wanted.computeIfAbsent(key, ignored -> new LinkedHashSet<>()).add(found);
    }

    private TrialKey<?> key(String name, String condition) {
        List<TrialKey<?>> candidates =
                TrialKeys.find(name).<List<TrialKey<?>>>map(List::of).orElseGet(() -> shortened(name));
        if (candidates.size() > 1) {
            List<TrialKey<?>> varied =
                    VariedKeys.of(plan).stream().filter(candidates::contains).toList();
            candidates = varied.isEmpty() ? candidates : varied;
        }
        if (candidates.isEmpty()) {
            throw new UserError("--only " + condition + ": unknown key " + name + "; " + variedText());
        }
        if (candidates.size() > 1) {
            throw new UserError("--only " + condition + ": " + name + " may be "
                    + candidates.stream().map(TrialKey::name).collect(Collectors.joining(" or "))
                    + "; give its whole name");
        }
        return candidates.get(0);
    }

    private static List<TrialKey<?>> shortened(String name) {
        List<String> words = words(name);
        return TrialKeys.all().stream()
                .filter(key -> Collections.indexOfSubList(words(key.name()), words) >= 0)
                .toList();
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.split("[-.]"));
    }

    private Set<String> values(TrialKey<?> key) {
        return plan.trials().stream()
                .map(trial -> key.text(trial.spec()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String variedText() {
        List<TrialKey<?>> varied = VariedKeys.of(plan);
        return varied.isEmpty()
                ? "all trials of this sweep have the same settings"
                : "this sweep varies "
                        + varied.stream()
                                .map(key -> key.name() + " (" + String.join(", ", values(key)) + ")")
                                .collect(Collectors.joining(", "));
    }

    /** Whether two texts are equal, or equal as numbers. */
    private static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException notBothNumbers) {
            return false;
        }
    }
}
