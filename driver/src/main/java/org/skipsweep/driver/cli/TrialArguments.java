package org.skipsweep.driver.cli;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.run.trained.ChosenTrial;
import picocli.CommandLine.Parameters;

/** {@code OUT TRIAL}: the trained trial that a verb is about. */
public final class TrialArguments {
    @Parameters(index = "0", paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String out;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Id of a trial, or the beginning of one.")
    private String trial;

    /** That trial; throws as {@link ChosenTrial#of}. */
    public ChosenTrial chosen(Configuration hadoop) throws IOException {
        return ChosenTrial.of(out, trial, hadoop);
    }
}
