package org.skipsweep.driver.reduce.figure;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.driver.store.TrialFiles;
import org.skipsweep.driver.store.latents.LatentsParquetReader;
import org.skipsweep.driver.work.WorkChannel;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.study.LabelledFeatures;
import org.skipsweep.models.study.LatentMap;
import org.skipsweep.models.study.NearestNeighbours;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** How well the posterior means of trials cluster by class, in numbers and on a map. */
final class LatentClusters {
    private static final int NEIGHBOURS = 10;
    private static final int STARTS = 5;
    /** Spark's local property for the name of jobs. */
    private static final String DESCRIPTION = "spark.job.description";
    /** Likewise for whether tasks of a job that is cancelled are interrupted. */
    private static final String INTERRUPT = "spark.job.interruptOnCancel";

    private static final StructType LABELLED =
            new StructType().add("label", DataTypes.IntegerType).add("features", SQLDataTypes.VectorType());

    private LatentClusters() {}

    /**
     * The posterior means of a trial's test images.
     *
     * @param id of the trial
     * @param seed of the trial
     */
    record Trained(String id, LabelledFeatures means, long seed) implements Serializable {}

    /**
     * What was found about one trial.
     *
     * @param examples test images
     * @param classes classes among them
     * @param purity share of images that belong to the most frequent class of their cluster, of as many k-means clusters
     *     as there are classes
     * @param knnAccuracy share of images that their ten nearest neighbours classify correctly
     * @param map the images in the plane
     */
    record Numbers(int examples, int classes, double purity, double knnAccuracy, LatentMap map) {}

    private record Neighbourhoods(double knnAccuracy, LatentMap map) implements Serializable {}

    /**
     * Reads {@code trials/ID/latents.parquet}.
     *
     * @throws UserError naming every trial whose latents are missing, or have no labels
     */
    static List<Trained> read(SparkSession spark, Path out, List<TrialRow> trials) {
        List<String> problems = new ArrayList<>();
        List<Trained> read = new ArrayList<>();
        for (TrialRow trial : trials) {
            Path file = TrialFiles.path(out, trial.id(), TrialFiles.LATENTS);
            if (!exists(spark, file)) {
                problems.add(file + ": not found; figure2 needs the latents of every trial");
                continue;
            }
            Latents latents =
                    LatentsParquetReader.read(spark.sessionState().newHadoopConf(), file, new Draws(trial.seed()));
            if (latents.labels().isEmpty()) {
                problems.add(file + ": test images without labels, which figure2 needs");
                continue;
            }
            read.add(new Trained(
                    trial.id(),
                    new LabelledFeatures(
                            Arrays.stream(latents.posteriorMean())
                                    .map(Latents::single)
                                    .toArray(float[][]::new),
                            latents.labels().get()),
                    trial.seed()));
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems);
        }
        return read;
    }

    private static boolean exists(SparkSession spark, Path file) {
        try {
            return file.getFileSystem(spark.sessionState().newHadoopConf()).exists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for " + file, e);
        }
    }

    /**
     * Numbers for every trial, in the same order; maps and neighbours as one Spark task each, which end if this thread is interrupted.
     *
     * @param work told how far the maps are
     */
    static List<Numbers> of(
            JavaSparkContext context, SparkSession spark, List<Trained> trials, Consumer<WorkNews> work) {
        List<Neighbourhoods> neighbourhoods = neighbourhoods(context, trials, work);
        return IntStream.range(0, trials.size())
                .mapToObj(i -> numbers(spark, trials.get(i), neighbourhoods.get(i)))
                .toList();
    }

    private static List<Neighbourhoods> neighbourhoods(
            JavaSparkContext context, List<Trained> trials, Consumer<WorkNews> work) {
        String before = context.getLocalProperty(DESCRIPTION);
        context.setLocalProperty(INTERRUPT, "true");
        try (WorkChannel channel = new WorkChannel(context.sc(), work)) {
            WorkChannel.Sender news = channel.sender();
            context.setJobDescription(
                    "figure2: t-SNE of " + trials.stream().map(Trained::id).collect(Collectors.joining(", ")));
            return result(context.parallelize(trials, trials.size())
                    .map(trial -> neighbourhoods(trial, news))
                    .collectAsync());
        } finally {
            context.setJobDescription(before);
            context.setLocalProperty(INTERRUPT, null);
        }
    }

    private static List<Neighbourhoods> result(JavaFutureAction<List<Neighbourhoods>> job) {
        try {
            return job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the maps of figure2 were done", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            job.cancel(true);
        }
    }

    private static Neighbourhoods neighbourhoods(Trained trial, WorkChannel.Sender news) throws InterruptedException {
        Draws draws = new Draws(trial.seed());
        String work = "t-SNE of trial " + trial.id();
        return new Neighbourhoods(
                NearestNeighbours.accuracy(trial.means(), NEIGHBOURS, draws),
                LatentMap.of(
                        trial.means(),
                        draws,
                        done -> news.accept(new WorkNews(work, "iterations", done, LatentMap.ITERATIONS))));
    }

    private static Numbers numbers(SparkSession spark, Trained trial, Neighbourhoods neighbourhoods) {
        int classes = (int) Arrays.stream(trial.means().labels()).distinct().count();
        return new Numbers(
                trial.means().size(),
                classes,
                purity(spark, trial.means(), classes),
                neighbourhoods.knnAccuracy(),
                neighbourhoods.map());
    }

    /** Of the k-means clustering with the smallest squared distances of {@link #STARTS}. */
    static double purity(SparkSession spark, LabelledFeatures examples, int clusters) {
        Dataset<Row> rows = spark.createDataFrame(
                        IntStream.range(0, examples.size())
                                .mapToObj(i -> RowFactory.create(
                                        examples.labels()[i], Vectors.dense(doubles(examples.features()[i]))))
                                .toList(),
                        LABELLED)
                .coalesce(1)
                .cache();
        KMeansModel best = null;
        for (int start = 1; start <= STARTS; start++) {
            KMeansModel model = new KMeans().setK(clusters).setSeed(start).fit(rows);
            if (best == null || model.summary().trainingCost() < best.summary().trainingCost()) {
                best = model;
            }
        }
        Row sum = best.transform(rows)
                .groupBy("prediction", "label")
                .count()
                .groupBy("prediction")
                .agg(org.apache.spark.sql.functions.max("count").as("most"))
                .agg(org.apache.spark.sql.functions.sum(col("most")))
                .head();
        rows.unpersist();
        return sum.getLong(0) / (double) examples.size();
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int d = 0; d < doubles.length; d++) {
            doubles[d] = values[d];
        }
        return doubles;
    }
}
