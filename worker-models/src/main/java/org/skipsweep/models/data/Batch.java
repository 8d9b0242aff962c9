package org.skipsweep.models.data;

/**
 * Some examples as a graph takes them: real numbers or tokens, one example after the other.
 *
 * @param size number of examples
 * @param length time steps of each; 1 if they have none
 * @param reals values of all examples, or none
 * @param tokens tokens of all examples, or none
 */
public record Batch(int size, int length, float[] reals, int[] tokens) {

    /** Examples of real numbers. */
    public static Batch ofReals(int size, float[] values) {
        return new Batch(size, 1, values, new int[0]);
    }

    /** All examples in their order, {@code times} times over. */
    public Batch times(int times) {
        float[] manyReals = new float[times * reals.length];
        int[] manyTokens = new int[times * tokens.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(reals, 0, manyReals, i * reals.length, reals.length);
            System.arraycopy(tokens, 0, manyTokens, i * tokens.length, tokens.length);
        }
        return new Batch(times * size, length, manyReals, manyTokens);
    }

    /**
     * Examples of tokens.
     *
     * @param length time steps that a model sees of each example
     */
    public static Batch ofTokens(int size, int length, int[] tokens) {
        return new Batch(size, length, new float[0], tokens);
    }
}
