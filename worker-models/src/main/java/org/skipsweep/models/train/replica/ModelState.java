package org.skipsweep.models.train.replica;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.train.Networks;

/**
 * All that training changes in a network, in the form in which it travels: parameters and the update rule's state as
 * little-endian numbers of single precision, copied as a whole in place of number by number. Immutable.
 */
public final class ModelState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] parameters;
    private final byte[] updater;

    private ModelState(byte[] parameters, byte[] updater) {
        this.parameters = parameters;
        this.updater = updater;
    }

    /** The present state of a network. */
    public static ModelState of(MultiLayerNetwork network) {
        return new ModelState(bytes(network.params()), bytes(Networks.updaterState(network)));
    }

    /**
     * The mean of several states, added up in the order of the list, so that it has the same bits every time.
     *
     * @throws IllegalArgumentException if there is none, or they differ in size
     */
    public static ModelState mean(List<ModelState> states) {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no states to average");
        }
        return new ModelState(mean(states, state -> state.parameters), mean(states, state -> state.updater));
    }

    /**
     * Gives a network this state.
     *
     * @throws IllegalArgumentException if the network has another size
     */
    public void copyTo(MultiLayerNetwork network) {
        copy(parameters, network.params(), "parameters");
        copy(updater, Networks.updaterState(network), "numbers of the update rule's state");
    }

    /** How many bytes travel. */
    public long bytes() {
        return (long) parameters.length + updater.length;
    }

    private static byte[] bytes(INDArray array) {
        if (array.isEmpty()) {
            return new byte[0];
        }
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
        byte[] bytes = new byte[Math.toIntExact(array.length() * Float.BYTES)];
        floats(bytes).put(memory(array));
        return bytes;
    }

    private static void copy(byte[] bytes, INDArray array, String what) {
        long due = array.isEmpty() ? 0 : array.length();
        if (bytes.length != due * Float.BYTES) {
            throw new IllegalArgumentException(
                    "a state of " + bytes.length / Float.BYTES + " " + what + " does not fit a network of " + due);
        }
        if (due > 0) {
            memory(array).put(floats(bytes));
            Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        }
    }

    private static byte[] mean(List<ModelState> states, Function<ModelState, byte[]> part) {
        byte[] first = part.apply(states.get(0));
        float[] sum = new float[first.length / Float.BYTES];
        float[] more = new float[sum.length];
        floats(first).get(sum);
        for (ModelState state : states.subList(1, states.size())) {
            byte[] next = part.apply(state);
            if (next.length != first.length) {
                throw new IllegalArgumentException(
                        "states of " + first.length + " and " + next.length + " bytes cannot be averaged");
            }
            floats(next).get(more);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
            }
        }
        byte[] mean = new byte[first.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= states.size();
        }
        floats(mean).put(sum);
        return mean;
    }

    private static FloatBuffer floats(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static FloatBuffer memory(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(
                    "networks are averaged in FLOAT, but this one is of " + array.dataType());
        }
        return FloatMemory.of(array);
    }
}
