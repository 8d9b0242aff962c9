package org.skipsweep.models.data;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The data sets that trials of this virtual machine have read: each is read once, whatever the number of trials, and is
 * given up when memory runs short. Safe for use by several threads.
 */
public final class LoadedData {
    /** Shared by all trials of the virtual machine, which is what it is for. */
    private static final LoadedData SHARED = new LoadedData();

    private final Map<Request, Slot> slots = new LinkedHashMap<>();

    private record Request(Map<TrialKey<?>, Object> keys, URI root) {}

    /** Where a data set is kept; two trials that want it at the same time read it once. */
    private static final class Slot {
        private SoftReference<TrialData> data = new SoftReference<>(null);

        synchronized TrialData get(TrialSpec spec, DataRoot root) {
            TrialData found = data.get();
            if (found == null) {
                found = DatasetSources.of(spec.get(DataKeys.DATASET)).load(spec, root);
                data = new SoftReference<>(found);
            }
            return found;
        }
    }

    private LoadedData() {}

    /**
     * The data of a trial.
     *
     * @throws DataException as {@link DatasetSource#load}
     */
    public static TrialData of(TrialSpec spec, DataRoot root) {
        Request request = new Request(spec.part(TrialKeys.ofData()), root.uri());
        return SHARED.slot(request).get(spec, root);
    }

    /**
     * The data of a trial, if they are those that its sweep began with.
     *
     * @param checksums what {@link TrialData#checksums} was then; what it does not name is not compared
     * @throws DataException as {@link DatasetSource#load}, or naming what is not the same any more
     */
    public static TrialData of(TrialSpec spec, DataRoot root, Map<String, String> checksums) {
        TrialData data = of(spec, root);
        String differing = data.checksums().entrySet().stream()
                .filter(found -> !checksums
                        .getOrDefault(found.getKey(), found.getValue())
                        .equals(found.getValue()))
                .map(found -> found.getKey() + " has SHA-256 " + found.getValue() + " here, "
                        + checksums.get(found.getKey()) + " in the plan")
                .collect(Collectors.joining("; "));
        if (!differing.isEmpty()) {
            throw new DataException(
                    "dataset " + data.dataset().label() + ": these are not the data that the sweep began with: "
                            + differing + "; put those back, or run into another output");
        }
        return data;
    }

    private synchronized Slot slot(Request request) {
        return slots.computeIfAbsent(request, key -> new Slot());
    }
}
