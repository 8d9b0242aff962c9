package org.skipsweep.driver.run;

import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.train.CheckpointFolder;

/**
 * Where a trial finds its data and leaves its output: the same for all trials of a run.
 *
 * @param outputRoot the output, as a qualified URI
 * @param checkpointRoot the folder that holds each trial's checkpoints in a folder named by its id, as a qualified URI
 * @param dataRoot where data sets lie
 * @param run how trials are carried out
 * @param hadoop how to reach them all
 */
record TrialSetting(
        String outputRoot, String checkpointRoot, URI dataRoot, RunSettings run, SerializableConfiguration hadoop)
        implements Serializable {

    /** Checkpoints lie in the trials' own folders. */
    TrialSetting(String outputRoot, URI dataRoot, RunSettings run, SerializableConfiguration hadoop) {
        this(outputRoot, TrialFolder.trials(new Path(outputRoot)).toString(), dataRoot, run, hadoop);
    }

    Path root() {
        return new Path(outputRoot);
    }

    DataRoot data() {
        return new DataRoot(dataRoot, configuration());
    }

    Configuration configuration() {
        return hadoop.value();
    }

    CheckpointFolder checkpoints(Trial trial) {
        return new CheckpointFolder(new Path(checkpointRoot, trial.id()), configuration());
    }
}
