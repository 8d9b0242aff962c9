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
 * @param axes what varies
 * @param exclusions combinations to leave out
 * @param exclusionsMayBeIdle whether an exclusion that matches no trial is all right
 * @param seeds the seeds
 */
record Settings(
        String name,
        Map<String, Located> trial,
        List<Axis> axes,
        List<Exclusion> exclusions,
        boolean exclusionsMayBeIdle,
        List<Located> seeds,
        Reduction reduce,
        RunSettings run,
        ClassificationSettings classification) {

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
