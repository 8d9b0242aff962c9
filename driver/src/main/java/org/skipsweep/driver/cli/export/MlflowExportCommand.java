package org.skipsweep.driver.cli.export;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import org.skipsweep.driver.export.TrialRecords;
import org.skipsweep.driver.export.mlflow.MlflowExport;
import org.skipsweep.driver.export.mlflow.MlflowOutcome;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.submission.Submission;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep export mlflow OUT}: a run of MLflow for every trial. */
@Command(
        name = "mlflow",
        mixinStandardHelpOptions = true,
        description = {
            "Make a run of an MLflow tracking server for every trial: settings, metrics by epoch, what was measured in the end,"
                    + " provenance and files. Exporting again adds what is new.",
            "The environment variables MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, tell"
                    + " the server who asks."
        })
public final class MlflowExportCommand implements Callable<Integer> {
    private static final String ADDRESS = "MLFLOW_TRACKING_URI";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "The output of a run, finished or not: a path or a URI.")
    private String out;

    @Option(
            names = "--tracking-uri",
            paramLabel = "URI",
            description = "Address of the server, such as http://localhost:5000. Default: the environment variable "
                    + ADDRESS + ".")
    private String address = System.getenv(ADDRESS);

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "The experiment that runs go to, made if there is none. Default: the name of the sweep.")
    private String experiment;

    @Override
    public Integer call() throws IOException {
        URI server = server();
        TrialRecords records = TrialRecords.of(out, Submission.hadoop());
        String name = experiment == null ? records.plan().name() : experiment;
        MlflowOutcome outcome;
        try (ExportProgress progress = ExportProgress.of(spec.commandLine().getErr())) {
            outcome = MlflowExport.run(records, server, name, System.getenv(), progress);
        }
        spec.commandLine()
                .getOut()
                .println(Counted.of(records.plan().trials().size(), "trial") + " in experiment " + name + ": "
                        + outcome.made() + " new, " + outcome.updated() + " updated, " + outcome.anew()
                        + " trained anew, " + outcome.unchanged() + " unchanged. " + server + "/#/experiments/"
                        + outcome.experiment());
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private URI server() {
        if (address == null) {
            throw new UserError("--tracking-uri is missing, and " + ADDRESS
                    + " is not set: give the address of a tracking server, such as http://localhost:5000");
        }
        try {
            URI server = URI.create(address.strip().replaceFirst("/+$", ""));
            if (Set.of("http", "https").contains(String.valueOf(server.getScheme())) && server.getHost() != null) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError("--tracking-uri " + address + ": not an address: " + e.getMessage(), e);
        }
        throw new UserError("--tracking-uri " + address
                + ": not the address of a tracking server; expected http://HOST:PORT or https://HOST. To write below a folder,"
                + " start a server on it: mlflow server --backend-store-uri sqlite:///FILE");
    }
}
