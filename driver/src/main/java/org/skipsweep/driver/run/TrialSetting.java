package org.skipsweep.driver.run;

import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.skipsweep.driver.sweep.RunSettings;

/**
 * Where a trial finds its data and leaves its output: the same for all trials of a run.
 *
 * @param outputRoot the output, as a qualified URI
 * @param dataRoot where data sets lie
 * @param run how trials are carried out
 * @param hadoop how to reach both
 */
record TrialSetting(String outputRoot, URI dataRoot, RunSettings run, SerializableConfiguration hadoop)
        implements Serializable {

    Path root() {
        return new Path(outputRoot);
    }

    Configuration configuration() {
        return hadoop.value();
    }
}
