package org.skipsweep.driver.run;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingElementAddFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parameter averaging that adds up the workers' parameters and updater states in the workers' order, whichever ends first,
 * so that the same round gives the same bits every time.
 */
final class OrderedAveraging extends ParameterAveragingTrainingMaster {

    OrderedAveraging(Builder builder) {
        super(builder);
    }

    @Override
    protected void processResults(
            SparkDl4jMultiLayer network,
            SparkComputationGraph unused,
            JavaRDD<ParameterAveragingTrainingResult> results,
            int round,
            int rounds) {
        List<ParameterAveragingAggregationTuple> workers = results.map(
                        result -> new ParameterAveragingElementAddFunction().call(null, result))
                .collect();
        MultiLayerNetwork averaged = network.getNetwork();
        averaged.setParameters(mean(workers, ParameterAveragingAggregationTuple::getParametersSum));
        averaged.getUpdater()
                .setStateViewArray(null, mean(workers, ParameterAveragingAggregationTuple::getUpdaterStateSum), false);
        network.setScore(workers.stream()
                .mapToDouble(ParameterAveragingAggregationTuple::getScoreSum)
                .average()
                .orElseThrow());
    }

    private static INDArray mean(
            List<ParameterAveragingAggregationTuple> workers,
            Function<ParameterAveragingAggregationTuple, INDArray> value) {
        INDArray sum = value.apply(workers.get(0));
        workers.stream().skip(1).map(value).forEach(sum::addi);
        return sum.divi(workers.size());
    }
}
