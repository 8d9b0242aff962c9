package org.skipsweep.driver.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.run.trained.ChosenTrial;
import org.skipsweep.driver.store.TrialMetricsParser;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.work.WorkLines;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.train.TestPerplexity;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep perplexity OUT TRIAL}: the test perplexity of a trained trial, measured again, as one JSON object. */
@Command(
        name = "perplexity",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the test perplexity of a trained trial on text again and print it as one JSON object.",
            "perplexity is estimated by importance sampling, from the refined posterior where the trial refines it, and exact"
                    + " for model lstm-lm; bound_perplexity is that of the ELBO. Progress goes to standard error."
        })
public final class PerplexityCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec command;

    @Mixin
    private TrialArguments arguments;

    @Option(
            names = "--samples",
            paramLabel = "S",
            description = "Samples of z per document, at least 1. Default: the trial's perplexity-samples.")
    private Integer samples;

    @Mixin
    private DataRootOption data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (samples != null && samples < 1) {
            throw new UserError("--samples must be at least 1 but is " + samples);
        }
        ChosenTrial trial = arguments.chosen(Submission.hadoop());
        if (trial.kind() != Dataset.Kind.TEXT) {
            throw new UserError(
                    "trial " + trial.trial().id() + " is one of " + trial.kind().plural() + " (dataset "
                            + trial.dataset().label() + "), but only models of text have a perplexity");
        }
        TrainedModel model = trial.model();
        SentenceSet test = trial.text(model, data.uri()).test();
        WorkLines progress = new WorkLines(command.commandLine().getErr());
        String estimate = "perplexity of trial " + trial.trial().id();
        TestPerplexity measured = TestPerplexity.of(
                model,
                test,
                samples == null ? OptionalInt.empty() : OptionalInt.of(samples),
                done -> progress.accept(new WorkNews(estimate, "documents", done, test.size())));
        PrintWriter printed = command.commandLine().getOut();
        printed.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(trial, measured)));
        printed.flush();
        return ExitCodes.DONE;
    }

    private static ObjectNode json(ChosenTrial trial, TestPerplexity measured) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("trial", trial.trial().id())
                .put("dataset", trial.dataset().label())
                .put("test_examples", measured.sentences())
                .put("predicted_tokens", measured.predictedTokens())
                .put("estimate", measured.samples().isPresent() ? "importance sampling" : "exact");
        measured.samples().ifPresent(count -> json.put("samples", count));
        TrialMetricsParser.values(measured.values()).forEach((key, value) -> json.set(key, JSON.valueToTree(value)));
        return json;
    }
}
