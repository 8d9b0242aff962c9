package org.skipsweep.driver.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.page.serve.ReportServer;
import org.skipsweep.driver.page.serve.RunningTrials;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.submission.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep ui OUT}: the page of an output from a server, which follows a run. */
@Command(
        name = "ui",
        mixinStandardHelpOptions = true,
        description = "Serve the page of a run, finished or running, until interrupted; it follows what is new.")
public final class UiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String out;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Default: any that is free.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Name or address to listen at; beyond this machine a token is needed, which the printed address has."
                            + " Default: ${DEFAULT-VALUE}.")
    private String host;

    @Override
    public Integer call() {
        Configuration hadoop = Submission.hadoop();
        Store.openExisting(out, hadoop);
        try (ReportServer server = ReportServer.start(out, hadoop, new RunningTrials(), host, port)) {
            spec.commandLine().getOut().println(server.address() + " (Ctrl-C ends it)");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.INTERRUPTED;
    }
}
