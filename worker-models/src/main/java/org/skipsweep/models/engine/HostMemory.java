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

    /** Makes steps along the gradient, by a rule of its own. */
    @FunctionalInterface
    public interface Updater {
        /** Makes the next step. Rule, step size, clip and number of the step are what the network holds itself. */
        void step();
    }

    /** Copies the maps. */
    public HostMemory {
        arrays = Map.copyOf(arrays);
    }

    /** Memory of parameters that are read only. */
    public static HostMemory readOnly(Map<String, INDArray> arrays) {
        return new HostMemory(arrays, new HostVector(Map.of()), () -> {
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
        // The arrays are the network's own.
    }

    @Override
    public void store(INDArray state) {
        // The arrays are the network's own.
    }

    /** {@inheritDoc} Here {@code updater} makes the step, and knows all this itself. */
    @Override
    public void update(UpdateRule rule, double rate, double clip, long step) {
        updater.step();
    }

    @Override
    public void close() {
        // The arrays belong to the network.
    }
}
