package org.skipsweep.driver.work;

import org.apache.spark.util.AccumulatorV2;

/**
 * Of all that was added in a task, the last. Spark takes it to the driver with the next heartbeat of the executor.
 *
 * @param <T> immutable, for the heartbeat reads it while the task goes on
 */
public final class Latest<T> extends AccumulatorV2<T, T> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // What is added is serializable.
    private volatile T value;

    @Override
    public boolean isZero() {
        return value == null;
    }

    @Override
    public Latest<T> copy() {
        Latest<T> copy = new Latest<>();
        copy.value = value;
        return copy;
    }

    @Override
    public void reset() {
        value = null;
    }

    @Override
    public void add(T next) {
        value = next;
    }

    @Override
    public void merge(AccumulatorV2<T, T> other) {
        if (!other.isZero()) {
            value = other.value();
        }
    }

    @Override
    public T value() {
        return value;
    }
}
