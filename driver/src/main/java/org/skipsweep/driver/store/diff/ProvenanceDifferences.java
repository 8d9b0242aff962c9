package org.skipsweep.driver.store.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;

/** How the provenance of two runs' trials differs. */
public final class ProvenanceDifferences {
    private static final String NONE = "-";

    private ProvenanceDifferences() {}

    /**
     * A difference for each field of which the trials that both runs have do not show the same values, whichever trial shows which;
     * {@code -} where a result does not tell.
     *
     * @param left results by trial id
     * @param right results by trial id
     */
    public static List<Difference> of(Map<String, TrialResult> left, Map<String, TrialResult> right) {
        Map<String, Set<String>> one = values(common(left, right));
        Map<String, Set<String>> other = values(common(right, left));
        if (one.isEmpty() != other.isEmpty()) {
            return List.of(new Difference("trials: provenance", recorded(one), recorded(other)));
        }
        Set<String> fields = new LinkedHashSet<>(one.keySet());
        fields.addAll(other.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            String here = text(one.get(field));
            String there = text(other.get(field));
            if (!here.equals(there)) {
                differences.add(new Difference("trials: " + field, here, there));
            }
        }
        return differences;
    }

    private static List<TrialResult> common(Map<String, TrialResult> results, Map<String, TrialResult> others) {
        return results.entrySet().stream()
                .filter(entry -> others.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** By field, what occurs; empty if no result has a provenance. */
    private static Map<String, Set<String>> values(Collection<TrialResult> results) {
        List<Map<String, String>> all = results.stream()
                .map(result -> result.execution().provenance())
                .flatMap(Optional::stream)
                .map(ProvenanceDifferences::fields)
                .toList();
        Map<String, Set<String>> values = new LinkedHashMap<>();
        all.forEach(fields -> fields.keySet().forEach(field -> values.put(field, new TreeSet<>())));
        values.forEach((field, found) -> {
            all.forEach(fields -> found.add(fields.getOrDefault(field, NONE)));
            if (all.size() < results.size()) {
                found.add(NONE);
            }
        });
        return values;
    }

    private static Map<String, String> fields(TrialProvenance provenance) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("git commit", provenance.gitCommit());
        provenance.versions().forEach((name, version) -> fields.put("version of " + name, version));
        fields.put("operating system", provenance.operatingSystem());
        fields.put("processor", provenance.processor());
        provenance.gpu().ifPresent(gpu -> fields.put("gpu", gpu));
        fields.put("engine", provenance.engine());
        fields.put("host", provenance.host());
        return fields;
    }

    private static String recorded(Map<String, Set<String>> values) {
        return values.isEmpty() ? NONE : "recorded";
    }

    private static String text(Set<String> values) {
        return values == null ? NONE : String.join(", ", values);
    }
}
