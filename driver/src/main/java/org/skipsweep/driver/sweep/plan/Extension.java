package org.skipsweep.driver.sweep.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A later request that added trials to a frozen plan, and where it comes from.
 *
 * @param trials ids of the trials that it added, at least one, in the order in which they start
 * @param gitCommit commit that the software was built from then, or {@code unknown}
 * @param versions software by name, as of then
 * @param sources text of the sweep file and of the files it includes, by path, as of then
 * @param overrides the {@code key=value} arguments of the request
 * @param created when the request was made
 */
public record Extension(
        List<String> trials,
        String gitCommit,
        Map<String, String> versions,
        Map<String, String> sources,
        List<String> overrides,
        Instant created) {

    /** Copies the collections; their order is kept. */
    public Extension {
        trials = List.copyOf(trials);
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        overrides = List.copyOf(overrides);
    }

    /** The extension by these trials that a request with the given provenance makes. */
    static Extension of(List<String> trials, Provenance request) {
        return new Extension(
                trials,
                request.gitCommit(),
                request.versions(),
                request.sources(),
                request.overrides(),
                request.created());
    }
}
