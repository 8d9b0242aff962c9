package org.skipsweep.driver.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From what varies to the list of trials. */
final class Expansion {
    private static final long MOST_TRIALS = 100_000;

    private final Settings settings;
    private final String file;
    private final Problems problems;
    private final Map<String, Impossible> impossible = new LinkedHashMap<>();

    private record Impossible(String where, String firstCombination, int count) {
        Impossible again() {
            return new Impossible(where, firstCombination, count + 1);
        }
    }

    Expansion(Settings settings, String file, Problems problems) {
        this.settings = settings;
        this.file = file;
        this.problems = problems;
    }

    /** Every trial that is not excluded; seeds vary slowest. Impossible ones are problems, told once per cause. */
    List<Trial> trials() {
        double size = settings.seeds().size();
        for (Axis axis : settings.axes()) {
            size *= axis.alternatives().size();
        }
        if (size > MOST_TRIALS) {
            problems.add(file, String.format("the grid has %.0f trials; at most %d can be run", size, MOST_TRIALS));
            return List.of();
        }
        List<Map<String, Located>> combinations = Axis.product(settings.axes());
        Set<Settings.Exclusion> used = new HashSet<>();
        List<Trial> trials = new ArrayList<>();
        for (Located seed : settings.seeds()) {
            for (Map<String, Located> combination : combinations) {
                Map<String, Located> all = new LinkedHashMap<>(settings.trial());
                all.putAll(combination);
                all.put(TrialKeys.SEED, seed);
                Map<String, Object> values = TrialKeys.withBinarization(values(all));
                List<Settings.Exclusion> matching = settings.exclusions().stream()
                        .filter(exclusion -> exclusion.matches(values))
                        .toList();
                used.addAll(matching);
                if (matching.isEmpty()) {
                    trial(values, all, combination).ifPresent(trials::add);
                }
            }
        }
        report(used, trials.size(), (int) size);
        return trials;
    }

    private Optional<Trial> trial(
            Map<String, Object> values, Map<String, Located> located, Map<String, Located> combination) {
        try {
            return Optional.of(Trial.of(TrialKeys.spec(values)));
        } catch (IllegalArgumentException e) {
            impossible.merge(
                    e.getMessage(),
                    new Impossible(where(e.getMessage(), located), Shown.combination(values(combination)), 1),
                    (first, ignored) -> first.again());
            return Optional.empty();
        }
    }

    private void report(Set<Settings.Exclusion> used, int possible, int all) {
        impossible.forEach((message, cases) -> problems.add(
                cases.where(),
                "impossible combination: " + message
                        + (cases.firstCombination().isEmpty()
                                ? ""
                                : " (" + cases.count() + " of " + all + " trials, the first with "
                                        + cases.firstCombination() + ")")));
        if (possible == 0 && impossible.isEmpty()) {
            problems.add(file, "exclude leaves no trial");
        }
        if (!settings.exclusionsMayBeIdle()) {
            settings.exclusions().stream()
                    .filter(exclusion -> !used.contains(exclusion))
                    .forEach(exclusion -> problems.add(
                            exclusion.where(),
                            exclusion.path() + " matches no trial: " + Shown.combination(exclusion.values())));
        }
    }

    /** Where the file sets the key that the message names first, of those it sets. */
    private String where(String message, Map<String, Located> located) {
        String earliest = file;
        int position = message.length();
        for (Map.Entry<String, Located> entry : located.entrySet()) {
            Matcher mention = Pattern.compile("(?<![\\w.-])" + Pattern.quote(entry.getKey()) + "(?![\\w.-])")
                    .matcher(message);
            boolean written = !entry.getValue().where().startsWith(Reference.NAME);
            if (written && mention.find() && mention.start() < position) {
                earliest = entry.getValue().where();
                position = mention.start();
            }
        }
        return earliest;
    }

    private static Map<String, Object> values(Map<String, Located> located) {
        Map<String, Object> values = new LinkedHashMap<>();
        located.forEach((key, value) -> values.put(key, value.value()));
        return values;
    }
}
