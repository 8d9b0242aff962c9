package org.skipsweep.driver.cli.export;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep export}: trials for other programs. */
@Command(
        name = "export",
        description = "Export the trials of a run to MLflow or TensorBoard.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(mlflow OUT | tensorboard OUT)",
        subcommands = {MlflowExportCommand.class, TensorboardExportCommand.class})
public final class ExportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "export needs one of: mlflow, tensorboard");
    }
}
