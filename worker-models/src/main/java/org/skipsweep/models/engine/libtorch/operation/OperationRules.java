package org.skipsweep.models.engine.libtorch.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The SameDiff operations that libtorch can do. */
public final class OperationRules {
    private static final Map<String, OperationRule> ALL = union(List.of(
            Activations.TRANSLATIONS,
            Arithmetic.TRANSLATIONS,
            Categories.TRANSLATIONS,
            Convolutions.TRANSLATIONS,
            Products.TRANSLATIONS,
            Recurrence.TRANSLATIONS,
            Reductions.TRANSLATIONS,
            Shapes.TRANSLATIONS));

    private OperationRules() {}

    /** The translation of the operation with SameDiff's name {@code operation}, if there is one. */
    public static Optional<OperationRule> find(String operation) {
        return Optional.ofNullable(ALL.get(operation));
    }

    /** SameDiff's names of all operations that have a translation. */
    public static Set<String> operations() {
        return new TreeSet<>(ALL.keySet());
    }

    private static Map<String, OperationRule> union(List<Map<String, OperationRule>> groups) {
        Map<String, OperationRule> union = new HashMap<>();
        groups.forEach(union::putAll);
        return Map.copyOf(union);
    }
}
