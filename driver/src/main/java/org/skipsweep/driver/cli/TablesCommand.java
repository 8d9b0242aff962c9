package org.skipsweep.driver.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.reduce.PlanHeader;
import org.skipsweep.driver.reduce.Reducer;
import org.skipsweep.driver.run.SparkSessions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep tables OUT}: reduces the trials that have ended, again, and prints the table. */
@Command(
        name = "tables",
        description = "Reduce the trials that have ended to tables and claims, and print them.",
        mixinStandardHelpOptions = true)
public final class TablesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "Output of a sweep, a path or the URI of any Hadoop file system.")
    private String out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SparkSession spark = SparkSessions.localOrSubmitted("sweep tables");
        Path folder = new Path(out);
        PlanHeader plan = PlanHeader.read(spark.sessionState().newHadoopConf(), folder);
        spec.commandLine().getOut().print(Reducer.reduce(spark, folder.toUri(), plan.reduction()));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
