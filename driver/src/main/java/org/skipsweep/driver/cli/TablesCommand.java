package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.reduce.Reducer;
import org.skipsweep.driver.reduce.output.PlanHeader;
import org.skipsweep.driver.run.Classifications;
import org.skipsweep.driver.run.SparkSessions;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.work.WorkLines;
import org.skipsweep.models.trial.value.Choice;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--reduce",
            paramLabel = "NAME",
            converter = TablesCommand.ReductionConverter.class,
            description =
                    "What to make instead of what the sweep file asks for: table1, table2, table3, table4, settings, figure1,"
                            + " figure2 or classification.")
    private Reduction reduction;

    @Mixin
    private DataRootOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return Interruption.watched(spec.commandLine().getErr(), this::tables);
    }

    private int tables() throws Exception {
        SparkSession spark = SparkSessions.localOrSubmitted("sweep tables");
        Path folder = GivenPath.of("", out, Submission.hadoop());
        PlanHeader plan = PlanHeader.read(Submission.hadoop(), folder);
        Reduction wanted = reduction == null ? plan.reduction() : reduction;
        PrintWriter err = spec.commandLine().getErr();
        WorkLines work = new WorkLines(err);
        List<String> problems = wanted == Reduction.CLASSIFICATION
                ? Classifications.complete(spark, out, data.uri(), trial -> true, err::println, work)
                : List.of();
        spec.commandLine().getOut().print(Reducer.reduce(spark, folder.toUri(), wanted, work));
        spec.commandLine().getOut().flush();
        problems.forEach(err::println);
        return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    /** Takes the names that sweep files use. */
    static final class ReductionConverter implements CommandLine.ITypeConverter<Reduction> {
        @Override
        public Reduction convert(String label) {
            try {
                return Choice.of(Reduction.class, label);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
