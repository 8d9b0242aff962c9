package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkUserAppException;
import org.skipsweep.driver.cli.data.DataCommand;
import org.skipsweep.driver.cli.export.ExportCommand;
import org.skipsweep.driver.cli.results.ResultsCommand;
import org.skipsweep.driver.cli.sample.SampleCommand;
import org.skipsweep.driver.message.FileTrouble;
import org.skipsweep.driver.message.FullHeap;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.SparkSessions;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.models.data.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The entry point, {@code sweep VERB ...}, the same locally and under spark-submit. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Sweeps of variational autoencoders with generative skip models.",
        synopsisSubcommandLabel = "VERB",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all trials are done",
            " 1:some trial failed, two runs differ, or two engines do",
            " 2:the request is wrong; nothing was run",
            "130:interrupted (143: by SIGTERM); the same command continues"
        })
public final class Main implements Runnable {
    /** Every verb, in the order of the help. */
    private static final List<Class<?>> VERBS = List.of(
            PlanCommand.class,
            RunCommand.class,
            StatusCommand.class,
            TablesCommand.class,
            ResultsCommand.class,
            ReportCommand.class,
            UiCommand.class,
            ExportCommand.class,
            SampleCommand.class,
            EncodeCommand.class,
            PerplexityCommand.class,
            DiffCommand.class,
            MetricsCommand.class,
            EnginesCommand.class,
            DataCommand.class);

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an unexpected error.")
    private boolean verbose;

    /** Runs the verb and ends the process with its exit code, or what the process was started by. */
    public static void main(String[] arguments) throws SparkUserAppException {
        Submission submission = Submission.current();
        if (submission.inApplicationMaster()) {
            SparkSessions.localOrSubmitted("sweep");
        }
        int exitCode = commandLine().execute(arguments);
        SparkSessions.stop();
        submission.end(exitCode);
    }

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main);
        VERBS.forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(new CommandLine.HelpCommand());
        commandLine.addSubcommand(new AutoComplete.GenerateCompletion());
        return commandLine
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler(main::explain)
                .setParameterExceptionHandler(Main::refuse);
    }

    /** Of Java's errors, hands on those that can be told of as exceptions are. */
    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | FSError e) {
            List<CommandLine> verbs = parsed.asCommandLineList();
            throw new CommandLine.ExecutionException(verbs.get(verbs.size() - 1), e.toString(), e);
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "a verb is missing");
    }

    /** What is wrong with the arguments and what may have been meant; the usage is for those who ask. */
    private static int refuse(CommandLine.ParameterException exception, String[] ignored) {
        CommandLine verb = exception.getCommandLine();
        verb.getErr().println(exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, verb.getErr());
        verb.getErr().println("See: " + verb.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.WRONG_REQUEST;
    }

    private int explain(Exception exception, CommandLine verb, ParseResult ignored) {
        PrintWriter err = verb.getErr();
        if (exception instanceof UserError error) {
            error.problems().forEach(problem -> err.println(problem));
            return ExitCodes.WRONG_REQUEST;
        }
        if (exception instanceof DataException) {
            err.println(exception.getMessage());
            return ExitCodes.WRONG_REQUEST;
        }
        LOG.debug("unexpected error", exception);
        Optional<String> told = FileTrouble.in(exception).or(() -> FullHeap.in(exception));
        err.println(prefix(verb) + told.orElseGet(() -> "unexpected error: " + exception));
        if (verbose) {
            exception.printStackTrace(err);
        } else {
            err.println("The same command with --verbose prints where it happened.");
        }
        return ExitCodes.FAILED;
    }

    private static String prefix(CommandLine verb) {
        return "sweep " + verb.getCommandName().toLowerCase(Locale.ROOT) + ": ";
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return Stream.concat(
                            Software.versions().entrySet().stream()
                                    .map(entry -> entry.getKey() + " " + entry.getValue()),
                            Stream.of("commit " + Software.gitCommit()))
                    .toArray(String[]::new);
        }
    }
}
