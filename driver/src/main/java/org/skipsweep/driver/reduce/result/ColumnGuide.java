package org.skipsweep.driver.reduce.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Metric;

/** What the columns of {@code results.parquet} mean, as {@code columns.md} says. */
public final class ColumnGuide {
    private static final String NO_UNIT = "-";

    /**
     * What a column means.
     *
     * @param unit of its values; {@code -} for none
     * @param meaning what they say
     * @param source where in {@code result.json} they come from
     */
    private record Meaning(String unit, String meaning, String source) {}

    private record Line(StructField field, Meaning meaning) {}

    private ColumnGuide() {}

    /**
     * A line for each column, as Markdown.
     *
     * @param schema of {@code results.parquet}
     * @throws IllegalArgumentException if nothing is known of a column
     */
    public static String of(StructType schema) {
        Map<String, Meaning> known = known();
        List<Line> lines = new ArrayList<>();
        for (StructField field : schema.fields()) {
            Meaning meaning = known.get(field.name());
            if (meaning == null) {
                throw new IllegalArgumentException("nothing is said of the column " + field.name());
            }
            lines.add(new Line(field, meaning));
        }
        return "# Columns of results.parquet\n\n"
                + "A row for each trial that has ended. Null: it does not apply to the model, or was not recorded.\n\n"
                + MarkdownTable.of(
                        List.of(
                                TextColumn.left("column", line -> line.field().name()),
                                TextColumn.left(
                                        "type", line -> line.field().dataType().simpleString()),
                                TextColumn.left("unit", line -> line.meaning().unit()),
                                TextColumn.left(
                                        "meaning", line -> line.meaning().meaning()),
                                TextColumn.left("from", line -> line.meaning().source())),
                        lines);
    }

    private static Map<String, Meaning> known() {
        Map<String, Meaning> known = new LinkedHashMap<>();
        known.put("id", new Meaning(NO_UNIT, "of the trial: a hash of all its settings", "id"));
        known.put("state", new Meaning(NO_UNIT, "done or failed", "state"));
        TrialKeys.all().forEach(key -> known.put(KeyColumns.name(key), setting(key)));
        for (Metric metric : Metric.values()) {
            known.put(metric.key(), new Meaning(metric.unit().label(), meaning(metric), "metrics." + metric.key()));
        }
        known.put(
                "best_epoch",
                measured(
                        "best_epoch", "epochs", "epoch with the best validation ELBO, whose parameters were measured"));
        known.put("train_examples", measured("train_examples", "examples", "that an epoch trained on"));
        known.put(
                "validation_examples", measured("validation_examples", "examples", "by which the epoch was selected"));
        known.put("test_examples", measured("test_examples", "examples", "that the metrics were measured on: N"));
        known.put(
                "mi_saturated",
                new Meaning(
                        NO_UNIT,
                        "whether mi_monte_carlo is within 0.05 nat of mi_cap, so that mi tells nothing about collapse",
                        "metrics.mi_monte_carlo, metrics.mi_cap"));
        known.put("seconds", new Meaning("seconds", "that the last attempt took", "seconds"));
        known.put(
                "images_per_second",
                new Meaning(
                        "examples per second",
                        "of the training steps, data feeding included, evaluation not",
                        "images_per_second"));
        known.put(
                "engine_used",
                new Meaning(NO_UNIT, "engine, version, device and precision that computed it", "engine"));
        known.put("executor", new Meaning(NO_UNIT, "host and number of the Spark executor", "executor"));
        known.put("attempts", new Meaning("attempts", "how often it was tried", "attempts"));
        known.put("failure", new Meaning(NO_UNIT, "why it failed", "failure.message"));
        known.put("git_commit", origin("commit that the software was built from", "git_commit"));
        known.put("processor", origin("processor of the machine", "processor"));
        known.put("gpu", origin("GPU, if one computed", "gpu"));
        known.put("host", origin("name of the machine", "host"));
        return known;
    }

    private static Meaning measured(String field, String unit, String meaning) {
        return new Meaning(unit, meaning, "metrics." + field);
    }

    private static Meaning origin(String meaning, String field) {
        return new Meaning(NO_UNIT, meaning, "provenance." + field);
    }

    private static Meaning setting(TrialKey<?> key) {
        String documented = key.documentation().replaceAll("\\s+", " ");
        String meaning = documented.isEmpty() ? "Setting " + key.name() + ", told with the one above." : documented;
        return new Meaning(unit(key), meaning + (KeyColumns.limit(key) ? " Null for all." : ""), "trial." + key.name());
    }

    private static String unit(TrialKey<?> key) {
        if (!KeyColumns.limit(key)) {
            return NO_UNIT;
        }
        return key.name().endsWith("-examples") ? "examples" : "words";
    }

    private static String meaning(Metric metric) {
        return switch (metric) {
            case ELBO -> "evidence lower bound, one sample an example; log-likelihood where there is no latent variable";
            case KL -> "mean KL of the posterior from the prior, in closed form";
            case MUTUAL_INFORMATION -> "mutual information of data and latent variable: kl minus aggregate_kl, over the whole test"
                    + " set, one sample an example; by noise it can exceed mi_cap";
            case MUTUAL_INFORMATION_MONTE_CARLO -> "the same, with KL from samples as well; never above mi_cap";
            case MUTUAL_INFORMATION_CORRECTED -> "mi without its bias near mi_cap; null where it is saturated";
            case MUTUAL_INFORMATION_CAP -> "log test_examples, the most that mi can tell";
            case MUTUAL_INFORMATION_MINIBATCH -> "mean of estimates in minibatches: a diagnostic, not comparable with mi";
            case AGGREGATE_KL -> "KL of the mean of all posteriors from the prior, estimated";
            case ACTIVE_UNITS -> "latent dimensions whose posterior mean varies by at least 0.01 over the test set";
            case ACTIVE_UNITS_002 -> "the same at 0.02";
            case ACTIVE_UNITS_LOWER -> "lower end of a 95 % interval of active_units, by a bootstrap over test examples";
            case ACTIVE_UNITS_UPPER -> "its upper end";
            case VALIDATION_ELBO -> "the best ELBO of the validation set, by which the epoch was selected";
            case PERPLEXITY -> "of a test token, the end of a document included; by importance sampling, exact for lstm-lm";
            case BOUND_PERPLEXITY -> "the same of the ELBO, which bounds it from above";
            case CLIPPED_FORWARD -> "refinement steps whose gradient was clipped, in the last epoch";
            case CLIPPED_BACKWARD -> "those with a derivative that was clipped on the way back";
        };
    }
}
