package org.skipsweep.models.engine.nd4j;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives arrays back to their pool when nothing is left that reads them. Several values may share an array. */
public final class Lifetimes {
    private final ArrayPool pool;
    private final Map<String, Integer> readers = new HashMap<>();
    private final IdentityHashMap<INDArray, Integer> pending = new IdentityHashMap<>();

    /**
     * @param reads the values that each operation reads
     * @param wanted values that are never given back
     */
    Lifetimes(ArrayPool pool, List<List<String>> reads, List<String> wanted) {
        this.pool = pool;
        reads.forEach(names -> new HashSet<>(names).forEach(name -> readers.merge(name, 1, Integer::sum)));
        wanted.forEach(name -> readers.merge(name, 1, Integer::sum));
    }

    /** Names of all values that anything reads. */
    Set<String> needed() {
        return readers.keySet();
    }

    /** The array holds the named value from now on. */
    void holds(INDArray array, String name) {
        pending.merge(array, readers.getOrDefault(name, 0), Integer::sum);
    }

    /** One of the operations that read the array is past. */
    void read(INDArray array) {
        pending.computeIfPresent(array, (unused, count) -> count - 1);
        release(array);
    }

    /** Gives the array back if nothing reads it. */
    void release(INDArray array) {
        if (Integer.valueOf(0).equals(pending.get(array)) && pool.owns(array)) {
            pending.remove(array);
            pool.release(array);
        }
    }
}
