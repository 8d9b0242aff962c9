package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.Stack;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.page.serve.ReportServer;
import org.skipsweep.driver.page.serve.RunningTrials;
import org.skipsweep.driver.run.progress.ProgressView;
import org.skipsweep.driver.run.progress.SeveralViews;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.Submission;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code --ui [PORT]}: the page of a run while it runs, for this machine only. */
final class UiOption {
    private static final String HERE = "127.0.0.1";

    @Option(
            names = "--ui",
            arity = "0..1",
            paramLabel = "PORT",
            parameterConsumer = UiOption.PortIfGiven.class,
            description =
                    "Serve the page of this run on this machine while it runs. Default of PORT: any that is free.")
    private Integer port;

    /**
     * Serves the page of {@code out} where that is asked for.
     *
     * @param out as {@code --out} gives it
     */
    Page serve(String out) {
        RunningTrials running = new RunningTrials();
        return new Page(Optional.ofNullable(port).map(wanted -> serve(out, running, wanted)), running);
    }

    private static ReportServer serve(String out, RunningTrials running, int port) {
        Configuration hadoop = Submission.hadoop();
        String place = GivenPath.of("--out", out, hadoop).toString();
        return ReportServer.start(place, hadoop, running, HERE, port);
    }

    /**
     * A page that is served, or none, until it is closed.
     *
     * @param running what the page knows of trials that run in this process
     */
    record Page(Optional<ReportServer> server, RunningTrials running) implements AutoCloseable {
        /** What a person sees who looks at {@code view}, and at the page if there is one. */
        ProgressView beside(ProgressView view) {
            return server.<ProgressView>map(found -> new SeveralViews(view, new PageProgress(running)))
                    .orElse(view);
        }

        /** Prints where it is. */
        void announce(PrintWriter printer) {
            server.ifPresent(found -> printer.println("page of this run: " + found.address()));
            printer.flush();
        }

        @Override
        public void close() {
            server.ifPresent(ReportServer::close);
        }
    }

    /** Takes what follows only if it is a number: it may be the sweep file. */
    static final class PortIfGiven implements IParameterConsumer {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's own signature
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            boolean given = !arguments.isEmpty() && arguments.peek().matches("[0-9]{1,5}");
            option.setValue(given ? Integer.valueOf(arguments.pop()) : Integer.valueOf(0));
        }
    }
}
