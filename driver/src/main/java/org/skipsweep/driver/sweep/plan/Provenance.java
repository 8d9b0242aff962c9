package org.skipsweep.driver.sweep.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a plan comes from: enough to make it again and to see what changed since.
 *
 * @param gitCommit commit that the software was built from, or {@code unknown}
 * @param versions software by name, e.g. {@code spark -> 3.5.5}
 * @param sources text of the sweep file and of the files it includes, by path, the sweep file first
 * @param overrides the {@code key=value} arguments
 * @param dataChecksums SHA-256 of the data files by name; empty until a run has read them
 * @param unpublishedData by data set, the files of it that are not the published ones; empty until a run has read them
 * @param created when the plan was made
 * @param extensions what later requests added to it, in their order
 */
public record Provenance(
        String gitCommit,
        Map<String, String> versions,
        Map<String, String> sources,
        List<String> overrides,
        Map<String, String> dataChecksums,
        Map<String, String> unpublishedData,
        Instant created,
        List<Extension> extensions) {

    /** Copies the collections; their order is kept. */
    public Provenance {
        versions = ordered(versions);
        sources = ordered(sources);
        overrides = List.copyOf(overrides);
        dataChecksums = ordered(dataChecksums);
        unpublishedData = ordered(unpublishedData);
        extensions = List.copyOf(extensions);
    }

    /** That of a plan to which nothing has been added. */
    public Provenance(
            String gitCommit,
            Map<String, String> versions,
            Map<String, String> sources,
            List<String> overrides,
            Map<String, String> dataChecksums,
            Map<String, String> unpublishedData,
            Instant created) {
        this(gitCommit, versions, sources, overrides, dataChecksums, unpublishedData, created, List.of());
    }

    /** The same provenance with what is known of the data that the run reads. */
    public Provenance withData(Map<String, String> checksums, Map<String, String> unpublished) {
        return new Provenance(gitCommit, versions, sources, overrides, checksums, unpublished, created, extensions);
    }

    /** The same provenance with one more extension. */
    Provenance with(Extension extension) {
        List<Extension> more = new ArrayList<>(extensions);
        more.add(extension);
        return new Provenance(gitCommit, versions, sources, overrides, dataChecksums, unpublishedData, created, more);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
