package org.skipsweep.models.train;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.EuclideanNorm;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Adam in single precision on the processor: clip, moments and step of every parameter in one loop that the virtual machine turns
 * into vector instructions, where ND4J's own operation takes the square roots one by one. Plain Java, so the same bits on
 * every processor.
 *
 * <p>Between {@link #load} and {@link #store} the moments lie on Java's heap, where the loop reaches them in place; to copy them as
 * well, there and back, takes half as long again.
 */
public final class AdamLoop implements HostMemory.Updater {
    /**
     * Parameters handled at a time: so few that the processor, while it computes with them, fetches those after them from memory,
     * which with 2,048 takes twice as long.
     */
    private static final int CHUNK = 256;

    /**
     * Added and taken away again, it keeps a mean gradient that decays, where a unit is never active again, from becoming
     * a subnormal number or making one, on which processors spend many times as long; above 1e-17 it changes nothing.
     */
    private static final float NEGLIGIBLE_MEAN = 1e-25f;

    /** Likewise for squares, of which those below 1e-22 are nothing beside epsilon. */
    private static final float NEGLIGIBLE_SQUARE = 1e-30f;

    private final INDArray parameters;
    private final INDArray gradient;
    private final EuclideanNorm norm = new EuclideanNorm();
    private final float[] values = new float[CHUNK];
    private final float[] gradients = new float[CHUNK];
    private final float[][] means;
    private final float[][] squares;

    /**
     * Moments are 0 until the first {@link #load}.
     *
     * @param parameters flat, in one piece; every step changes them
     * @param gradient of the same length, likewise; read by every step
     * @throws IllegalArgumentException if they are not of single precision
     */
    public AdamLoop(INDArray parameters, INDArray gradient) {
        this.parameters = parameters;
        this.gradient = gradient;
        int length = FloatMemory.of(parameters).limit();
        this.means = zeros(length);
        this.squares = zeros(length);
    }

    private static float[][] zeros(int length) {
        float[][] chunks = new float[(length + CHUNK - 1) / CHUNK][];
        Arrays.setAll(chunks, i -> new float[Math.min(CHUNK, length - i * CHUNK)]);
        return chunks;
    }

    /** @param state means of the gradient, then means of its square, as Deeplearning4j lays them out */
    @Override
    public void load(INDArray state) {
        FloatBuffer from = FloatMemory.of(state);
        int half = from.limit() / 2;
        for (int i = 0; i < means.length; i++) {
            from.get(i * CHUNK, means[i]);
            from.get(half + i * CHUNK, squares[i]);
        }
    }

    @Override
    public void store(INDArray state) {
        FloatBuffer to = FloatMemory.of(state);
        int half = to.limit() / 2;
        for (int i = 0; i < means.length; i++) {
            to.put(i * CHUNK, means[i]);
            to.put(half + i * CHUNK, squares[i]);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the rule is not Adam
     */
    @Override
    public void step(UpdateRule rule, double rate, double clip, long step) {
        if (!(rule instanceof UpdateRule.Adam adam)) {
            throw new IllegalArgumentException("a loop of Adam cannot follow " + rule);
        }
        FloatBuffer g = FloatMemory.of(gradient);
        FloatBuffer p = FloatMemory.of(parameters);
        double gradientNorm = norm.of(g);
        float scale = gradientNorm > clip ? (float) (clip / gradientNorm) : 1;
        float stepSize = (float) adam.stepSize(rate, step);
        for (int i = 0; i < means.length; i++) {
            int count = means[i].length;
            g.get(i * CHUNK, gradients, 0, count);
            p.get(i * CHUNK, values, 0, count);
            step(adam, stepSize, scale, means[i], squares[i], count);
            p.put(i * CHUNK, values, 0, count);
        }
    }

    private void step(UpdateRule.Adam adam, float stepSize, float scale, float[] m, float[] v, int count) {
        float beta1 = (float) adam.beta1();
        float beta2 = (float) adam.beta2();
        float epsilon = (float) adam.epsilon();
        float[] p = values;
        float[] gradient = gradients;
        for (int i = 0; i < count; i++) {
            float g = scale * gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g + NEGLIGIBLE_MEAN - NEGLIGIBLE_MEAN;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g + NEGLIGIBLE_SQUARE - NEGLIGIBLE_SQUARE;
            p[i] -= stepSize * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }
}
