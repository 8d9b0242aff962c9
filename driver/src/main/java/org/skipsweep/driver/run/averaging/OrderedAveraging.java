package org.skipsweep.driver.run.averaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.train.replica.ModelState;
import org.skipsweep.models.train.replica.Replica;
import org.skipsweep.models.trial.result.TrainedSteps;

/**
 * Parameter averaging whose workers get paths of minibatches and keep their networks from round to round. Parameters and
 * updater states travel as raw bytes and are added up in the workers' order, whichever ends first, so that the same round
 * gives the same bits every time.
 *
 * <p>One call of {@link SparkDl4jMultiLayer#fitPaths} is one round, one partition of its paths one worker's share.
 */
final class OrderedAveraging extends ParameterAveragingTrainingMaster {
    private final Broadcast<Replicas> replicas;
    private final TaskPlace place;
    private final Consumer<TrainedSteps> told;

    /**
     * @param replicas of every executor
     * @param place where a worker computes
     * @param told of the steps of every round, in the order of its minibatches
     */
    OrderedAveraging(Builder builder, Broadcast<Replicas> replicas, TaskPlace place, Consumer<TrainedSteps> told) {
        super(builder);
        this.replicas = replicas;
        this.place = place;
        this.told = told;
    }

    /** @throws NonFiniteLossException at the first step whose loss is not finite; the network keeps the last average */
    @Override
    public void executeTrainingPaths(
            SparkDl4jMultiLayer distributed,
            SparkComputationGraph unused,
            JavaRDD<String> paths,
            DataSetLoader unusedToo,
            MultiDataSetLoader andThis) {
        MultiLayerNetwork network = distributed.getNetwork();
        List<Replica.Trained> workers = trained(round(distributed.getSparkContext(), network, paths));
        TrainedSteps steps = workers.stream().map(Replica.Trained::steps).reduce(TrainedSteps.NONE, TrainedSteps::then);
        ModelState.mean(workers.stream().map(Replica.Trained::end).toList()).copyTo(network);
        int most = workers.stream()
                .mapToInt(worker -> worker.steps().losses().size())
                .max()
                .orElseThrow();
        network.setIterationCount(network.getIterationCount() + most);
        network.setScore(steps.meanLoss());
        told.accept(steps);
    }

    private List<WorkerResult> round(JavaSparkContext spark, MultiLayerNetwork network, JavaRDD<String> paths) {
        Broadcast<ModelState> start = spark.broadcast(ModelState.of(network));
        try {
            Worker worker =
                    new Worker(replicas, start, Networks.learningRate(network), network.getIterationCount(), place);
            return paths.mapPartitions(worker).collect();
        } finally {
            start.destroy();
        }
    }

    private static List<Replica.Trained> trained(List<WorkerResult> results) {
        List<Replica.Trained> trained = new ArrayList<>();
        List<NonFiniteLossException> problems = new ArrayList<>();
        for (WorkerResult result : results) {
            if (result instanceof WorkerResult.Done done) {
                trained.add(done.trained());
            } else if (result instanceof WorkerResult.Diverged diverged) {
                problems.add(diverged.problem());
            }
        }
        problems.stream()
                .min(Comparator.comparing(NonFiniteLossException::step))
                .ifPresent(first -> {
                    throw first;
                });
        return trained;
    }
}
