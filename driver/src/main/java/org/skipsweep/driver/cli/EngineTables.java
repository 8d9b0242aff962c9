package org.skipsweep.driver.cli;

import java.util.List;
import java.util.Locale;
import org.skipsweep.driver.message.TextTable;
import org.skipsweep.models.check.CheckedModel;
import org.skipsweep.models.check.EngineComparison;
import org.skipsweep.models.check.LaunchComparison;
import org.skipsweep.models.check.TrainingSpeed;
import org.skipsweep.models.engine.choice.EngineSurvey;
import org.skipsweep.models.trial.Precision;

/** The tables that {@code sweep engines} prints. */
final class EngineTables {
    private EngineTables() {}

    static List<String> engines(EngineSurvey survey) {
        TextTable table = new TextTable(List.of("engine", "works here"));
        survey.engines()
                .forEach(entry -> table.row(List.of(
                        entry.name(),
                        entry.problem().map(problem -> "no: " + problem).orElse("yes"))));
        return table.lines();
    }

    /**
     * A row per model: loss in nats, differences as parts of what nd4j computes (in fp32, and of the gradient in fp64), what
     * the difference of the gradients in fp32 must be below, and the verdict.
     */
    static final class Comparisons {
        private final TextTable table = new TextTable(
                List.of("model", "batch", "loss", "loss diff", "gradient diff", "below", "fp64 diff", "verdict"));

        void add(CheckedModel model, EngineComparison comparison) {
            table.row(List.of(
                    model.name(),
                    Integer.toString(model.batchSize()),
                    Units.nats(comparison.loss()),
                    format("%.1E", comparison.lossDifference()),
                    format("%.1E", comparison.gradientDifference()),
                    format("%.0E", comparison.gradientTolerance()),
                    format("%.1E", comparison.doubleDifference()),
                    comparison.passes() ? "passes" : "FAILS"));
        }

        List<String> lines() {
            return table.lines();
        }
    }

    /**
     * A row per model: how far parameters trained with CUDA graphs are from those without, and these from those of another
     * training without, both as parts of their norm.
     */
    static final class LaunchComparisons {
        private final TextTable table =
                new TextTable(List.of("model", "batch", "difference", "without twice", "verdict"));

        void add(CheckedModel model, LaunchComparison comparison) {
            table.row(List.of(
                    model.name(),
                    Integer.toString(model.batchSize()),
                    format("%.1E", comparison.difference()),
                    format("%.1E", comparison.repeated()),
                    comparison.passes() ? "passes" : "FAILS"));
        }

        List<String> lines() {
            return table.lines();
        }
    }

    /** A row per model and precision: how fast it trains, and how fast the same device multiplies matrices. */
    static final class Speeds {
        private final TextTable table = new TextTable(List.of(
                "model", "precision", "steps/s", "examples/s", "memory", "GFLOP/s", "matrix GFLOP/s", "share in %"));

        void add(CheckedModel model, Precision precision, TrainingSpeed speed, double flopsPerExample, double rate) {
            double achieved = flopsPerExample * speed.examplesPerSecond();
            table.row(List.of(
                    model.name(),
                    precision.label(),
                    format("%.2f", speed.stepsPerSecond()),
                    format("%,.0f", speed.examplesPerSecond()),
                    speed.memoryBytes().isPresent()
                            ? Units.megabytes((double) speed.memoryBytes().getAsLong())
                            : "-",
                    Units.gigaflop(achieved),
                    Units.gigaflop(rate),
                    format("%.1f", 100 * achieved / rate)));
        }

        List<String> lines() {
            return table.lines();
        }
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
