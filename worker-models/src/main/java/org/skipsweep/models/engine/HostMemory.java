package org.skipsweep.models.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * The network's own arrays, in the memory of the processor, where the network makes the steps itself.
 *
 * @param arrays by parameter name
 * @param gradient what engines write and {@code updater} reads
 * @param updater makes a step
 */
public record HostMemory(Map<String, INDArray> arrays, HostVector gradient, Updater updater)
        implements ParameterMemory {

    /** Makes the steps of {@link ParameterMemory#update}. */
    @FunctionalInterface
    public interface Updater {
        /** As {@link ParameterMemory#load}; for one that keeps no state of its own. */
        default void load(INDArray state) {}

        /** As {@link ParameterMemory#store}; for one that keeps no state of its own. */
        default void store(INDArray state) {}

        /** As {@link ParameterMemory#update}. */
        void step(UpdateRule rule, double rate, double clip, long step);
    }

    /** Copies the maps. */
    public HostMemory {
        arrays = Map.copyOf(arrays);
    }

    /** Memory of parameters that are read only. */
    public static HostMemory readOnly(Map<String, INDArray> arrays) {
        return new HostMemory(arrays, new HostVector(Map.of()), (rule, rate, clip, step) -> {
            throw new UnsupportedOperationException("these parameters are read only");
        });
    }

    @Override
    public ParameterVector vector() {
        return gradient.another();
    }

    @Override
    public void renew(Map<String, INDArray> values) {
        values.forEach((name, value) -> arrays.get(name).assign(value));
    }

    @Override
    public void load(INDArray state) {
        updater.load(state);
    }

    @Override
    public void store(INDArray state) {
        updater.store(state);
    }

    @Override
    public void update(UpdateRule rule, double rate, double clip, long step) {
        updater.step(rule, rate, clip, step);
    }

    @Override
    public void close() {
        // The arrays belong to the network.
    }
}
