package org.skipsweep.driver.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Trains an epoch on several executors with dl4j-spark's parameter averaging: in a round every worker trains
 * {@code frequency} minibatches from the same start, then parameters and updater state are averaged. Minibatches are dealt
 * out in the epoch's order, so that one worker with frequency 1 gives the numbers of plain training.
 *
 * <p>Each round is a Spark job, so this runs on the driver, never in a task.
 */
final class AveragedFitter implements EpochFitter {
    private final JavaSparkContext spark;
    private final TrialSpec spec;

    AveragedFitter(JavaSparkContext spark, TrialSpec spec) {
        this.spark = spark;
        this.spec = spec;
    }

    @Override
    public double fit(MultiLayerNetwork network, Minibatches minibatches, int epoch) throws InterruptedException {
        int workers = spec.averaging().workers();
        int frequency = spec.averaging().frequency();
        Minibatches.Epoch order = minibatches.epoch(epoch);
        SparkDl4jMultiLayer distributed = new SparkDl4jMultiLayer(spark, network, master());
        double sum = 0;
        int rounds = 0;
        int steps = network.getIterationCount();
        for (int from = 0; from < minibatches.perEpoch(); from += workers * frequency) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted in epoch " + epoch);
            }
            List<DataSet> round = new ArrayList<>();
            for (int i = from; i < Math.min(from + workers * frequency, minibatches.perEpoch()); i++) {
                round.add(order.minibatch(i));
            }
            int perWorker = (round.size() + workers - 1) / workers;
            distributed.fit(spark.parallelize(round, (round.size() + perWorker - 1) / perWorker));
            round.forEach(AveragedFitter::close);
            steps += perWorker;
            network.getLayerWiseConfigurations().setIterationCount(steps);
            double loss = distributed.getScore();
            if (!Double.isFinite(loss)) {
                throw new NonFiniteLossException(epoch, order.step(from + round.size() - 1), loss);
            }
            sum += loss;
            rounds++;
        }
        return sum / rounds;
    }

    private OrderedAveraging master() {
        int batchSize = spec.optimization().batchSize();
        return new OrderedAveraging(
                new ParameterAveragingTrainingMaster.Builder(spec.averaging().workers(), batchSize)
                        .batchSizePerWorker(batchSize)
                        .averagingFrequency(spec.averaging().frequency())
                        .saveUpdater(true)
                        .rngSeed(spec.seed())
                        .rddTrainingApproach(RDDTrainingApproach.Direct)
                        .repartionData(Repartition.Never)
                        .storageLevel(null));
    }

    private static void close(DataSet minibatch) {
        minibatch.getFeatures().close();
        minibatch.getLabels().close();
    }
}
