package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.models.check.CheckedDevice;
import org.skipsweep.models.check.CheckedModel;
import org.skipsweep.models.check.EngineComparison;
import org.skipsweep.models.check.LaunchComparison;
import org.skipsweep.models.check.TrainingSpeed;
import org.skipsweep.models.engine.choice.EngineSurvey;
import org.skipsweep.models.trial.Precision;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep engines}: which engines work here and, with {@code --check}, whether libtorch agrees with nd4j and how fast it is. */
@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        description = {
            "Show which engines work here and which one engine = auto takes.",
            "With --check: compare libtorch on its best device with nd4j, and time its training."
        })
public final class EnginesCommand implements Callable<Integer> {
    private final List<CheckedModel> models;

    @ArgGroup(exclusive = false)
    private Check check;

    @Spec
    private CommandSpec spec;

    /** Checks a model of each family. */
    public EnginesCommand() {
        this(CheckedModel.families());
    }

    EnginesCommand(List<CheckedModel> models) {
        this.models = List.copyOf(models);
    }

    /** What is asked for beside the list of engines. */
    private static final class Check {
        @Option(
                names = "--check",
                required = true,
                description =
                        "Loss and gradient of a minibatch of a model of every family, libtorch against nd4j;"
                                + " on a GPU, training with CUDA graphs against training without; then speed of training in fp32 and bf16.")
        private boolean wanted;

        @Option(
                names = "--steps",
                paramLabel = "N",
                defaultValue = "300",
                description = "Training steps to time (default: ${DEFAULT-VALUE}).")
        private int steps;

        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "Only this model, as the tables name it; may be given several times.")
        private List<String> names = List.of();

        /** @throws UserError if a name is none of the models', or a number is out of range */
        List<CheckedModel> chosen(List<CheckedModel> models) {
            if (steps < 1) {
                throw new UserError("--steps must be at least 1 but is " + steps);
            }
            List<String> known = models.stream().map(CheckedModel::name).toList();
            List<String> unknown =
                    names.stream().filter(name -> !known.contains(name)).toList();
            if (!unknown.isEmpty()) {
                throw new UserError("--model: there is no " + String.join(", ", unknown) + "; the models are "
                        + String.join(", ", known));
            }
            return models.stream()
                    .filter(model -> names.isEmpty() || names.contains(model.name()))
                    .toList();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        List<CheckedModel> chosen = check == null ? List.of() : check.chosen(models);
        PrintWriter out = spec.commandLine().getOut();
        EngineSurvey survey = EngineSurvey.ofThisProcess();
        print(EngineTables.engines(survey), out);
        out.println("engine = auto takes " + survey.automatic());
        out.flush();
        if (check == null || !check.wanted) {
            return ExitCodes.DONE;
        }
        Optional<String> problem = CheckedDevice.problem();
        if (problem.isPresent()) {
            throw new UserError("nothing can be checked: " + problem.get());
        }
        return check(chosen, CheckedDevice.best(), out);
    }

    private int check(List<CheckedModel> chosen, CheckedDevice device, PrintWriter out) throws InterruptedException {
        out.println();
        out.println("libtorch on " + device + " against nd4j: one minibatch, fp32 and fp64");
        EngineTables.Comparisons comparisons = new EngineTables.Comparisons();
        boolean agree = true;
        for (CheckedModel model : chosen) {
            EngineComparison comparison = EngineComparison.of(model);
            comparisons.add(model, comparison);
            agree &= comparison.passes();
        }
        print(comparisons.lines(), out);
        if (device.isGpu()) {
            agree &= checkRecordings(chosen, device, out);
        }

        out.println();
        out.println("training on " + device.inTraining() + ": " + check.steps + " steps after "
                + TrainingSpeed.WARM_UP_STEPS);
        out.flush();
        EngineTables.Speeds speeds = new EngineTables.Speeds();
        Map<Precision, Double> rates = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
            rates.put(precision, device.matrixRate(precision));
        }
        for (CheckedModel model : chosen) {
            double flops = TrialEstimate.trainingFlops(model.trial(Precision.FP32));
            for (Precision precision : model.precisions()) {
                speeds.add(
                        model,
                        precision,
                        TrainingSpeed.measure(model, precision, check.steps),
                        flops,
                        rates.get(precision));
            }
        }
        print(speeds.lines(), out);
        return agree ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static boolean checkRecordings(List<CheckedModel> chosen, CheckedDevice device, PrintWriter out) {
        out.println();
        out.println("CUDA graphs against kernel by kernel on " + device + ": parameters after " + LaunchComparison.STEPS
                + " steps, fp32");
        EngineTables.LaunchComparisons comparisons = new EngineTables.LaunchComparisons();
        boolean agree = true;
        for (CheckedModel model : chosen) {
            LaunchComparison comparison = LaunchComparison.of(model, device.device());
            comparisons.add(model, comparison);
            agree &= comparison.passes();
        }
        print(comparisons.lines(), out);
        return agree;
    }

    private static void print(List<String> lines, PrintWriter out) {
        lines.forEach(out::println);
        out.flush();
    }
}
