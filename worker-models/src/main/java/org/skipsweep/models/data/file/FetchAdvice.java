package org.skipsweep.models.data.file;

import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.trial.Dataset;

/** What to do about files of a data set that are not there. */
public final class FetchAdvice {
    private FetchAdvice() {}

    /** A sentence without its end. */
    public static String of(Dataset dataset, DataRoot root) {
        return "To fetch what is missing of " + dataset.label() + ": sweep data fetch " + dataset.label() + " --data "
                + root.shown() + "; where data lie, --data or SKIP_SWEEP_DATA says";
    }
}
