package org.skipsweep.models.engine;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** An input that a graph declares. What it is for decides who fills it. */
public sealed interface Input {
    /** Stands in a shape for the number of examples. */
    long BATCH = -1;

    /** Stands in a shape for the number of time steps. */
    long LENGTH = -2;

    /** Stands in a shape for the number of time steps that predict another: {@link #LENGTH} less 1. */
    long STEPS = -3;

    /** Its name in the graph. */
    String name();

    /** Its shape, with {@link #BATCH}, {@link #LENGTH} and {@link #STEPS} for what varies. */
    List<Long> shape();

    /** The type of its values, where numbers of the model have type {@code reals}. */
    default DataType dataType(DataType reals) {
        return reals;
    }

    /** The shape as a placeholder takes it: -1 for whatever varies. */
    default long[] placeholder() {
        return shape().stream().mapToLong(size -> Math.max(size, -1)).toArray();
    }

    /** The shape for so many examples and time steps. */
    default long[] dimensions(long batch, long length) {
        return shape().stream()
                .mapToLong(size -> {
                    if (size == BATCH) {
                        return batch;
                    }
                    return size == LENGTH ? length : size == STEPS ? length - 1 : size;
                })
                .toArray();
    }

    /**
     * What an example shows, as real numbers.
     *
     * @param shape [batch, ...]
     */
    record Observed(String name, List<Long> shape) implements Input {
        /** Copies the list. */
        public Observed {
            shape = List.copyOf(shape);
        }
    }

    /**
     * What an example shows, as whole numbers.
     *
     * @param shape [batch, ...]
     */
    record Tokens(String name, List<Long> shape) implements Input {
        /** Copies the list. */
        public Tokens {
            shape = List.copyOf(shape);
        }

        @Override
        public DataType dataType(DataType reals) {
            return DataType.INT32;
        }
    }

    /**
     * Standard normal noise.
     *
     * @param shape [batch, ...]
     */
    record Normal(String name, List<Long> shape) implements Input {
        /** Copies the list. */
        public Normal {
            shape = List.copyOf(shape);
        }
    }

    /**
     * A mask of inverted dropout: 1 / keep with probability keep, else 0.
     *
     * @param shape [batch, ...]
     * @param keep above 0, at most 1
     */
    record Mask(String name, List<Long> shape, double keep) implements Input {
        /** Copies the list. */
        public Mask {
            shape = List.copyOf(shape);
        }
    }

    /** The weight of the KL term, [batch, 1]. */
    record Weight(String name) implements Input {
        @Override
        public List<Long> shape() {
            return List.of(BATCH, 1L);
        }
    }

    /**
     * Numbers that an inference procedure chooses. The loss has a gradient with respect to them.
     *
     * @param shape [batch, ...]
     */
    record Free(String name, List<Long> shape) implements Input {
        /** Copies the list. */
        public Free {
            shape = List.copyOf(shape);
        }
    }

    /** The weight of each example in the loss, [batch, 1]. */
    record Share(String name) implements Input {
        @Override
        public List<Long> shape() {
            return List.of(BATCH, 1L);
        }
    }
}
