package org.skipsweep.driver.cli.data;

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
}
