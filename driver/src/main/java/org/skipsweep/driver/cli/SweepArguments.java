package org.skipsweep.driver.cli;

import java.util.ArrayList;
import java.util.List;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Plan;
import picocli.CommandLine.Parameters;

/** The arguments that name a sweep: a file and overrides of its keys. */
public final class SweepArguments {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The sweep file: a local path, or a URI that Hadoop can read.")
    private String file;

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "Set a key: epochs=3 for every trial (a key that the grid varies no longer varies then),"
                    + " or any key by its path, such as seeds=[1,2] or grid.skip=[true].")
    private List<String> overrides = new ArrayList<>();

    /**
     * The plan that they name.
     *
     * @throws org.skipsweep.driver.message.UserError with every problem of file and overrides
     */
    public Plan plan() {
        return SweepFile.read(file, overrides, Submission.hadoop());
    }
}
