package org.skipsweep.driver.run;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.RootCause;
import org.skipsweep.driver.message.TimeSpan;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Classification;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.driver.work.WorkChannel;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.study.FeatureStudy;

/** The classification study of a sweep: a Spark job of one task for each finished trial. */
public final class Classifications {
    private Classifications() {}

    /**
     * Classifies the posterior means of every finished trial that is wanted, has an encoder and was not classified before. What is done
     * is kept trial by trial, so an interrupted call continues, and a trial that fails does not stop the others.
     *
     * @param out the output of a sweep, a path or URI
     * @param dataRoot where data sets lie
     * @param wanted the trials to look at; the data of others need not be there
     * @param messages told what is begun, and each trial's accuracies
     * @param work told how far classifiers are
     * @return a problem for every trial whose classification failed
     * @throws UserError if a trial kept no checkpoint or its images have no labels, and nothing was classified then
     * @throws DataException if the data of a trial cannot be read, and nothing was classified then
     * @throws IOException if the output cannot be read
     * @throws InterruptedException if the thread was interrupted; what is not classified yet is cancelled
     */
    public static List<String> complete(
            SparkSession session,
            String out,
            URI dataRoot,
            Predicate<Trial> wanted,
            Consumer<String> messages,
            Consumer<WorkNews> work)
            throws IOException, InterruptedException {
        Configuration hadoop = session.sessionState().newHadoopConf();
        Store store = Store.openExisting(out, hadoop);
        Plan plan = store.plan().orElseThrow();
        List<Trial> open = open(store, plan, wanted);
        if (open.isEmpty()) {
            return List.of();
        }
        TrialSetting setting = new TrialSetting(store, dataRoot, plan, hadoop);
        check(open, setting);
        int epochs = plan.classification().epochs();
        messages.accept("classifying the posterior means of " + Counted.of(open.size(), "trial") + ", "
                + Counted.of(epochs, "epoch") + " a classifier");
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        try (WorkChannel news = new WorkChannel(spark.sc(), work)) {
            ClassificationTask task = new ClassificationTask(spark.broadcast(setting), epochs, news.sender());
            return classify(open, task, new TrialJobs(spark), messages);
        }
    }

    private static List<String> classify(
            List<Trial> trials, ClassificationTask task, TrialJobs jobs, Consumer<String> messages)
            throws InterruptedException {
        Map<Trial, Future<Classification>> running = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int ended = 0;
        try {
            for (Trial trial : trials) {
                running.put(trial, jobs.start(trial, "classification study of trial " + trial.id(), task));
            }
            for (Trial trial : trials) {
                ended++;
                try {
                    messages.accept(trial.id() + "  " + text(jobs.result(trial, running.get(trial))) + "  (" + ended
                            + " of " + Counted.of(trials.size(), "trial") + ")");
                } catch (ExecutionException e) {
                    problems.add("trial " + trial.id() + ": classification failed: " + RootCause.message(e)
                            + "; the others are kept, and the same command tries this one again");
                }
            }
        } finally {
            jobs.cancel(running.keySet());
        }
        return problems;
    }

    private static String text(Classification classification) {
        return "classified  "
                + classification.scores().stream()
                        .map(score -> String.format(
                                Locale.ROOT,
                                "%.2f %% right with %s",
                                100 * score.testAccuracy(),
                                Counted.of(score.hiddenLayers(), "hidden layer")))
                        .collect(Collectors.joining(", "))
                + "  in " + TimeSpan.of(classification.seconds());
    }

    /**
     * What keeps images from being classified: a message, or none.
     *
     * @param data as a trial would see them
     */
    static List<String> problems(ImageData data) {
        return FeatureStudy.labelled(data)
                ? List.of()
                : List.of("dataset " + data.dataset().label()
                        + " has images without labels, which reduce = classification"
                        + " needs: put its label files beside the images, or take a data set that has them");
    }

    private static List<Trial> open(Store store, Plan plan, Predicate<Trial> wanted) throws IOException {
        List<Trial> open = new ArrayList<>();
        for (TrialResult result : store.results(plan).values()) {
            if (wanted.test(result.trial())
                    && result.metrics().isPresent()
                    && store.trial(result.trial()).classification().isEmpty()) {
                open.add(result.trial());
            }
        }
        return open;
    }

    private static void check(List<Trial> trials, TrialSetting setting) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Trial trial : trials) {
            if (setting.checkpoints(trial).latestPath().isEmpty()) {
                problems.add(
                        setting.checkpointRoot() + "/" + trial.id() + ": no checkpoint here, so there is no encoder to"
                                + " take features from; put the trial's checkpoint back, or remove the trial's folder and run the"
                                + " sweep again");
            }
        }
        for (Trial trial : trials) {
            problems.addAll(problems(ImageData.of(setting.data(trial))));
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems.stream().distinct().toList());
        }
    }
}
