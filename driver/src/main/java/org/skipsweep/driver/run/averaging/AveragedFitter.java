package org.skipsweep.driver.run.averaging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.StepListener;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.TrainedSteps;

/**
 * Trains an epoch on several executors with dl4j-spark's parameter averaging: in a round every worker trains
 * {@code frequency} minibatches from the same start, then parameters and updater state are averaged. Minibatches are dealt
 * out in the epoch's order, so that one worker with frequency 1 gives the numbers of plain training.
 *
 * <p>Each round is a Spark job, so this runs on the driver, never in a task. What executors keep for the trial goes when this
 * is closed.
 */
public final class AveragedFitter implements EpochFitter, AutoCloseable {
    private final JavaSparkContext spark;
    private final TrialSpec spec;
    private final TaskPlace place;
    private final StepListener steps;
    private final Broadcast<Replicas> replicas;

    /**
     * @param spec the trial
     * @param data what it learns from
     * @param place where a task computes
     * @param steps told of the first step of every round
     */
    public AveragedFitter(
            JavaSparkContext spark, TrialSpec spec, TrainingData data, TaskPlace place, StepListener steps) {
        this.spark = spark;
        this.spec = spec;
        this.place = place;
        this.steps = steps;
        this.replicas = spark.broadcast(new Replicas(spec, data));
    }

    @Override
    public TrainedSteps fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        int workers = spec.averaging().workers();
        int inRound = workers * spec.averaging().frequency();
        List<TrainedSteps> rounds = new ArrayList<>();
        SparkDl4jMultiLayer distributed =
                new SparkDl4jMultiLayer(spark, network, new OrderedAveraging(settings(), replicas, place, rounds::add));
        for (int from = 0; from < minibatches.perEpoch(); from += inRound) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            steps.step(epoch, from + 1, minibatches.perEpoch());
            List<String> paths = IntStream.range(from, Math.min(from + inRound, minibatches.perEpoch()))
                    .mapToObj(position -> new MinibatchPath(epoch, position).text())
                    .toList();
            int perWorker = (paths.size() + workers - 1) / workers;
            distributed.fitPaths(spark.parallelize(paths, (paths.size() + perWorker - 1) / perWorker));
        }
        return rounds.stream().reduce(TrainedSteps.NONE, TrainedSteps::then);
    }

    private ParameterAveragingTrainingMaster.Builder settings() {
        int batchSize = spec.optimization().batchSize();
        return new ParameterAveragingTrainingMaster.Builder(spec.averaging().workers(), batchSize)
                .batchSizePerWorker(batchSize)
                .averagingFrequency(spec.averaging().frequency())
                .saveUpdater(true)
                .rngSeed(spec.seed())
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null);
    }

    /** Lets executors give up the trial's networks. */
    @Override
    public void close() {
        replicas.destroy();
    }
}
