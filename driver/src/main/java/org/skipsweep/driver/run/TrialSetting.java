package org.skipsweep.driver.run;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.train.CheckpointFolder;

/**
 * Where a trial finds its data and leaves its output: the same for all trials of a run.
 *
 * @param outputRoot the output, as a qualified URI
 * @param checkpointRoot the folder that holds each trial's checkpoints in a folder named by its id, as a qualified URI
 * @param dataRoot where data sets lie
 * @param dataChecksums of the data that the sweep began with, as the plan names them
 * @param run how trials are carried out
 * @param hadoop how to reach them all
 */
record TrialSetting(
        String outputRoot,
        String checkpointRoot,
        URI dataRoot,
        Map<String, String> dataChecksums,
        RunSettings run,
        SerializableConfiguration hadoop)
        implements Serializable {

    TrialSetting(Store store, URI dataRoot, Plan frozen, Configuration hadoop) throws IOException {
        this(
                store.root().toString(),
                store.checkpoints().toString(),
                dataRoot,
                frozen.provenance().dataChecksums(),
                frozen.run(),
                new SerializableConfiguration(hadoop));
    }

    Path root() {
        return new Path(outputRoot);
    }

    /**
     * What a trial learns from.
     *
     * @throws DataException if it cannot be read, or is not what the sweep began with
     */
    TrialData data(Trial trial) {
        return LoadedData.of(trial.spec(), new DataRoot(dataRoot, configuration()), dataChecksums);
    }

    Configuration configuration() {
        return hadoop.value();
    }

    CheckpointFolder checkpoints(Trial trial) {
        return new CheckpointFolder(new Path(checkpointRoot, trial.id()), configuration());
    }
}
