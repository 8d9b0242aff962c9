package org.skipsweep.driver.run.averaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.train.replica.ModelState;
import org.skipsweep.models.train.replica.Share;

/**
 * One worker's part of a round, as a task: one core, one native thread.
 *
 * @param replicas of the executor
 * @param start the state that all workers begin with
 * @param learningRate step size
 * @param stepsBefore steps that led to {@code start}
 * @param place where the task computes
 */
record Worker(
        Broadcast<Replicas> replicas,
        Broadcast<ModelState> start,
        double learningRate,
        int stepsBefore,
        TaskPlace place)
        implements FlatMapFunction<Iterator<String>, WorkerResult> {

    /** @param paths texts of {@link MinibatchPath}, of one epoch; none gives no result */
    @Override
    public Iterator<WorkerResult> call(Iterator<String> paths) throws InterruptedException {
        if (!paths.hasNext()) {
            return List.<WorkerResult>of().iterator();
        }
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        return List.of(train(share(paths))).iterator();
    }

    private Share share(Iterator<String> paths) {
        MinibatchPath first = MinibatchPath.of(paths.next());
        List<Integer> positions = new ArrayList<>(List.of(first.position()));
        paths.forEachRemaining(path -> positions.add(MinibatchPath.of(path).position()));
        return new Share(first.epoch(), positions, learningRate, stepsBefore);
    }

    private WorkerResult train(Share share) throws InterruptedException {
        try {
            return new WorkerResult.Done(replicas.value().train(place.device(), start.value(), share));
        } catch (NonFiniteLossException e) {
            return new WorkerResult.Diverged(e);
        }
    }
}
