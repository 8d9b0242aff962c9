package org.skipsweep.driver.sweep.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that varies in a sweep: the alternatives that it goes through, each a setting of one key (grid) or of
 * several (zip).
 */
record Axis(List<Map<String, Located>> alternatives) {

    /** Every combination of one alternative per axis; the first axis varies slowest. One empty one if there is no axis. */
    static List<Map<String, Located>> product(List<Axis> axes) {
        List<Map<String, Located>> combinations = new ArrayList<>();
        combinations.add(Map.of());
        for (Axis axis : axes) {
            List<Map<String, Located>> extended = new ArrayList<>();
            for (Map<String, Located> combination : combinations) {
                for (Map<String, Located> alternative : axis.alternatives()) {
                    Map<String, Located> both = new LinkedHashMap<>(combination);
                    both.putAll(alternative);
                    extended.add(both);
                }
            }
            combinations = extended;
        }
        return combinations;
    }
}
