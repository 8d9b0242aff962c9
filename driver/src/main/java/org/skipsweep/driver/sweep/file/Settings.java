package org.skipsweep.driver.sweep.file;

import java.util.List;
import java.util.Map;
import org.skipsweep.driver.sweep.plan.ClassificationSettings;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.sweep.plan.RunSettings;

/**
 * What a sweep file says, every value checked by itself, nothing expanded yet.
 *
 * @param name the sweep's name
 * @param trial what does not vary, by key
 * @param grids what varies, one after the other
 * @param exclusions combinations to leave out
 * @param exclusionsMayBeIdle whether an exclusion that matches no trial is all right
 * @param seeds the seeds
 */
record Settings(
        String name,
        Map<String, Located> trial,
        List<Grid> grids,
        List<Exclusion> exclusions,
        boolean exclusionsMayBeIdle,
        List<Located> seeds,
        Reduction reduce,
        RunSettings run,
        ClassificationSettings classification) {

    /**
     * Trials that go through every combination of some alternatives.
     *
     * @param path its place in the file: {@code grid}, or {@code grid[1]} of several
     * @param where the line at which one of several stands, the file of a single one
     * @param axes what varies in it
     */
    record Grid(String path, String where, List<Axis> axes) {
        /** Combinations that it has. */
        double size() {
            return axes.stream()
                    .mapToDouble(axis -> axis.alternatives().size())
                    .reduce(1, (left, right) -> left * right);
        }
    }

    /**
     * A combination to leave out.
     *
     * @param path its place in the file: {@code exclude[0]}
     */
    record Exclusion(String path, String where, Map<String, Object> values) {
        boolean matches(Map<String, Object> trial) {
            return trial.entrySet().containsAll(values.entrySet());
        }
    }
}
