package org.skipsweep.driver.cli;

import java.util.concurrent.Callable;
import org.skipsweep.driver.sweep.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** How commands tell that a request cannot be carried out. */
final class UserErrors {
    private UserErrors() {}

    /** Runs {@code work}; the problems of a {@link UserError} go to standard error, a line each, with exit code 2. */
    static int reporting(CommandSpec spec, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (UserError e) {
            CommandLine command = spec.commandLine();
            e.problems().forEach(problem -> command.getErr()
                    .println(command.getColorScheme().errorText(problem)));
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
    }
}
