package org.skipsweep.driver.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skipsweep.driver.sweep.plan.Software;

/**
 * What carried a trial to its end. Of a trial that was interrupted, the process that went on with it last: the trials of one sweep,
 * and the attempts of one trial, may have run on different machines.
 *
 * @param gitCommit commit that the software was built from, or {@code unknown}
 * @param versions by name: {@code skip_sweep}, {@code deeplearning4j}, {@code nd4j}, {@code libtorch} if it computed, {@code java}
 * @param operatingSystem its name, version and architecture
 * @param processor its model, or {@code unknown}
 * @param gpu model of the GPU that computed; empty if none did, or if it cannot be told
 * @param engine the engine that computed gradients, as in {@link Execution}
 * @param host name of the machine; with parameter averaging, of the driver's
 */
public record TrialProvenance(
        String gitCommit,
        Map<String, String> versions,
        String operatingSystem,
        String processor,
        Optional<String> gpu,
        String engine,
        String host) {
    private static final Pattern LIBTORCH = Pattern.compile("libtorch (\\S+) .*");
    private static final Pattern ON_GPU = Pattern.compile(".*(?:\\bcuda\\b|JCublas).*");

    /** Copies the map; its order is kept. */
    public TrialProvenance {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /**
     * That of a trial that this process carried out.
     *
     * @param engine as the engine describes itself
     */
    public static TrialProvenance ofThisProcess(String engine) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("skip_sweep", Software.builtWith("skip-sweep"));
        versions.put("deeplearning4j", Software.builtWith("deeplearning4j"));
        versions.put("nd4j", Software.builtWith("nd4j"));
        Matcher libtorch = LIBTORCH.matcher(engine);
        if (libtorch.matches()) {
            versions.put("libtorch", libtorch.group(1));
        }
        versions.put("java", Runtime.version().toString());
        return new TrialProvenance(
                Software.gitCommit(),
                versions,
                Software.operatingSystem(),
                Software.processor(),
                ON_GPU.matcher(engine).matches() ? Software.gpu() : Optional.empty(),
                engine,
                Software.host());
    }
}
