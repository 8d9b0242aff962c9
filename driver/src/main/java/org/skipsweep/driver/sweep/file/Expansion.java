package org.skipsweep.driver.sweep.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ImpossibleTrialException;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** From what varies to the list of trials. */
final class Expansion {
    private static final long MOST_TRIALS = 100_000;

    private final Settings settings;
    private final String file;
    private final Problems problems;
    private final Map<String, Object> ofEveryTrial;
    private final Map<String, Impossible> impossible = new LinkedHashMap<>();
    /** Names of the keys that at least one trial has. */
    private final Set<String> meaningful = ConcurrentHashMap.newKeySet();
    /** Exclusions that match a trial. */
    private final Set<Settings.Exclusion> used = ConcurrentHashMap.newKeySet();
    /** By id of the trial, what gave it first. */
    private final Map<String, Place> seen = new HashMap<>();

    /** A combination of a grid. */
    private record Place(Settings.Grid grid, Map<String, Located> combination) {
        String shown() {
            return Shown.combination(values(combination));
        }

        /** What tells it from a combination that makes the same trial. */
        String shown(Place twin) {
            return grid.equals(twin.grid) ? shown() : shown() + " in " + grid.path();
        }
    }

    /**
     * A combination with a seed that is not excluded.
     *
     * @param trial what it makes; empty if it is impossible
     * @param refusal why it is impossible; empty if it is not
     */
    private record Attempt(
            Place place, Located seed, Optional<Trial> trial, Optional<ImpossibleTrialException> refusal) {}

    private record Impossible(String where, String firstCombination, int count) {
        Impossible again() {
            return new Impossible(where, firstCombination, count + 1);
        }
    }

    Expansion(Settings settings, String file, Problems problems) {
        this.settings = settings;
        this.file = file;
        this.problems = problems;
        this.ofEveryTrial = values(settings.trial());
    }

    /**
     * Every trial that is not excluded; seeds vary slowest, grids come in their order. Impossible ones are problems, told once
     * per cause.
     */
    List<Trial> trials() {
        List<Settings.Grid> grids = settings.grids();
        double size = settings.seeds().size()
                * grids.stream().mapToDouble(Settings.Grid::size).sum();
        if (size > MOST_TRIALS) {
            String subject = grids.size() == 1 ? "grid has" : "grids have";
            problems.add(file, String.format("the %s %.0f trials; at most %d can be run", subject, size, MOST_TRIALS));
            return List.of();
        }
        List<Place> places = grids.stream()
                .flatMap(grid -> Axis.product(grid.axes()).stream().map(combination -> new Place(grid, combination)))
                .toList();
        List<Trial> trials = new ArrayList<>();
        // By all cores; what they find is gathered in order.
        IntStream.range(0, settings.seeds().size() * places.size())
                .parallel()
                .mapToObj(i ->
                        attempt(places.get(i % places.size()), settings.seeds().get(i / places.size())))
                .flatMap(Optional::stream)
                .forEachOrdered(attempt -> gather(attempt).ifPresent(trials::add));
        report(trials.size(), (int) size);
        if (!trials.isEmpty()) {
            reportIdle();
        }
        return trials;
    }

    /** Empty if it is excluded. */
    private Optional<Attempt> attempt(Place place, Located seed) {
        Map<String, Object> values = new LinkedHashMap<>(ofEveryTrial);
        place.combination().forEach((key, value) -> values.put(key, value.value()));
        values.put(ExecutionKeys.SEED.name(), seed.value());
        return attempt(place, seed, TrialKeys.withDependentDefaults(values));
    }

    private Optional<Attempt> attempt(Place place, Located seed, Map<String, Object> values) {
        List<Settings.Exclusion> matching = settings.exclusions().stream()
                .filter(exclusion -> exclusion.matches(values))
                .toList();
        if (!matching.isEmpty()) {
            used.addAll(matching);
            return Optional.empty();
        }
        Map<String, Object> own = TrialKeys.own(values);
        meaningful.addAll(own.keySet());
        try {
            return Optional.of(new Attempt(place, seed, Optional.of(Trial.of(TrialKeys.spec(own))), Optional.empty()));
        } catch (ImpossibleTrialException e) {
            return Optional.of(new Attempt(place, seed, Optional.empty(), Optional.of(e)));
        }
    }

    private Map<String, Located> located(Place place, Located seed) {
        Map<String, Located> all = new LinkedHashMap<>(settings.trial());
        all.putAll(place.combination());
        all.put(ExecutionKeys.SEED.name(), seed);
        return all;
    }

    private Optional<Trial> gather(Attempt attempt) {
        Place place = attempt.place();
        attempt.trial().ifPresent(trial -> {
            Place twin = seen.putIfAbsent(trial.id(), place);
            if (twin != null) {
                problems.add(
                        place.grid().where(),
                        "the same trial twice, with " + twin.shown(place) + " and with " + place.shown(twin)
                                + without(place.combination(), TrialKeys.values(trial.spec())) + "; leave one out"
                                + (twin.grid().equals(place.grid()) ? " by exclude" : ""));
            }
        });
        attempt.refusal()
                .ifPresent(refusal -> impossible.merge(
                        refusal.getMessage(),
                        new Impossible(where(refusal.keys(), located(place, attempt.seed())), place.shown(), 1),
                        (first, ignored) -> first.again()));
        return attempt.trial();
    }

    /** What keeps a trial from having all keys of a combination: the settings that these would need. */
    private static String without(Map<String, Located> combination, Map<String, Object> own) {
        if (own.keySet().containsAll(combination.keySet())) {
            return "";
        }
        String reason = combination.keySet().stream()
                .filter(name -> !own.containsKey(name))
                .map(name -> TrialKeys.find(name).orElseThrow().need())
                .flatMap(Optional::stream)
                .filter(need -> own.containsKey(need.key().name()))
                .map(need -> need.key() + " = " + own.get(need.key().name()))
                .findFirst()
                .orElse(ModelKeys.MODEL + " = " + own.get(ModelKeys.MODEL.name()));
        return ": " + reason + " does not have all of these keys";
    }

    /** Keys that were written and mean nothing to any trial. */
    private void reportIdle() {
        List<Map<String, Located>> written = new ArrayList<>(List.of(settings.trial()));
        settings.grids().stream()
                .flatMap(grid -> grid.axes().stream())
                .forEach(axis -> written.addAll(axis.alternatives()));
        written.forEach(part -> part.forEach((name, value) -> {
            if (!isDefault(value) && !meaningful.contains(name)) {
                TrialKey<?> key = TrialKeys.find(name).orElseThrow();
                problems.add(
                        value.where(),
                        name + " means nothing to the models of this sweep; it is for "
                                + key.families().stream()
                                        .sorted()
                                        .map(ModelFamily::label)
                                        .collect(Collectors.joining(", "))
                                + key.need().map(need -> " with " + need).orElse(""));
            }
        }));
    }

    private static boolean isDefault(Located value) {
        return value.where().startsWith(Reference.NAME);
    }

    private void report(int possible, int all) {
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

    /** Where the first of the keys that the file sets is set. */
    private String where(List<TrialKey<?>> keys, Map<String, Located> located) {
        return keys.stream()
                .map(key -> located.get(key.name()))
                .filter(value -> value != null && !isDefault(value))
                .findFirst()
                .map(Located::where)
                .orElse(file);
    }

    private static Map<String, Object> values(Map<String, Located> located) {
        Map<String, Object> values = new LinkedHashMap<>();
        located.forEach((key, value) -> values.put(key, value.value()));
        return values;
    }
}
