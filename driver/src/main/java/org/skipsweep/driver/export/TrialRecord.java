package org.skipsweep.driver.export;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.store.TrialState;

/**
 * A trial as its folder shows it, in the terms that programs for experiments share.
 *
 * @param id of the trial
 * @param name the keys that vary, with their values
 * @param varied the names of these keys
 * @param state how far it is
 * @param settings every key with its value, as sweep files write them
 * @param points its epochs in their order, then what was measured in the end
 * @param facts what carried it out and how it ended, by name: engine, executor, attempts, commit, processor, gpu, host, reduced,
 *     failure; absent where nothing is known
 * @param files what it left, but for checkpoints and latents
 * @param started when it began; empty if it has not
 * @param ended when it ended; empty if it has not
 */
public record TrialRecord(
        String id,
        String name,
        List<String> varied,
        TrialState state,
        Map<String, String> settings,
        List<MetricPoint> points,
        Map<String, String> facts,
        List<Path> files,
        Optional<Instant> started,
        Optional<Instant> ended) {

    /** Copies the collections; their order is kept. */
    public TrialRecord {
        varied = List.copyOf(varied);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        points = List.copyOf(points);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        files = List.copyOf(files);
    }
}
