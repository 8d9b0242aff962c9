package org.skipsweep.models.data;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private synchronized Slot slot(Request request) {
        return slots.computeIfAbsent(request, key -> new Slot());
    }
}
