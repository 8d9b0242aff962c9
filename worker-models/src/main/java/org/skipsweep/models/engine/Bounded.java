package org.skipsweep.models.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was made for a key, kept for the keys that were asked for last.
 *
 * @param <K> the keys
 * @param <V> what is kept
 */
public final class Bounded<K, V> implements AutoCloseable {
    private final int kept;
    private final Consumer<V> disposal;
    private final LinkedHashMap<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param kept for how many keys at most
     * @param disposal called with each value that is given up
     */
    public Bounded(int kept, Consumer<V> disposal) {
        this.kept = kept;
        this.disposal = disposal;
    }

    /** The value for a key, made now if there is none. */
    public V get(K key, Supplier<V> maker) {
        V value = values.get(key);
        if (value == null) {
            value = maker.get();
            values.put(key, value);
            if (values.size() > kept) {
                Map.Entry<K, V> eldest = values.entrySet().iterator().next();
                values.remove(eldest.getKey());
                disposal.accept(eldest.getValue());
            }
        }
        return value;
    }

    /** Gives up the values of some keys. */
    public void removeIf(Predicate<K> condition) {
        List<K> keys = new ArrayList<>(values.keySet());
        keys.stream().filter(condition).forEach(key -> disposal.accept(values.remove(key)));
    }

    /** For how many keys there is a value. */
    public int size() {
        return values.size();
    }

    /** Gives up all values. */
    @Override
    public void close() {
        removeIf(key -> true);
    }
}
