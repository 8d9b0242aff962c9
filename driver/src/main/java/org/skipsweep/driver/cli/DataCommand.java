package org.skipsweep.driver.cli;

import java.util.concurrent.Callable;
import org.skipsweep.models.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep data}: the data sets and their files. */
@Command(
        name = "data",
        description = "List, fetch and check data sets.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | fetch NAME | check NAME)",
        subcommands = {DataListCommand.class, DataFetchCommand.class, DataCheckCommand.class})
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "data needs one of: list, fetch, check");
    }

    /** Runs a data command; a {@link DataException} becomes one message on standard error and exit code 2. */
    static int reporting(CommandSpec spec, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (DataException e) {
            CommandLine command = spec.commandLine();
            command.getErr().println(command.getColorScheme().errorText(e.getMessage()));
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
    }
}
