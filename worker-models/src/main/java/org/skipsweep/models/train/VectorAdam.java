package org.skipsweep.models.train;

import java.nio.FloatBuffer;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.skipsweep.models.engine.EuclideanNorm;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Deeplearning4j's Adam, with its configuration, its state and its numbers, computed in loops that the virtual machine
 * turns into vector instructions. ND4J's own operation takes the square roots one by one, which for single precision on
 * the CPU is several times slower; it still does all other cases.
 */
public final class VectorAdam extends Adam {
    private static final long serialVersionUID = 1L;
    private static final UpdateRule.Adam RULE = UpdateRule.Adam.USUAL;

    private VectorAdam() {}

    /** With the decay rates and the epsilon of the authors (model spec B.2). */
    public VectorAdam(double learningRate) {
        super(learningRate, RULE.beta1(), RULE.beta2(), RULE.epsilon());
    }

    @Override
    public GradientUpdater<Adam> instantiate(INDArray stateView, boolean initialize) {
        INDArray flat = stateView.reshape(stateView.length());
        Updater updater = new Updater(this);
        updater.setStateViewArray(flat, new long[] {flat.length() / 2}, flat.ordering(), initialize);
        return updater;
    }

    @Override
    public GradientUpdater<Adam> instantiate(Map<String, INDArray> state, boolean initialize) {
        Updater updater = new Updater(this);
        updater.setState(state, initialize);
        return updater;
    }

    @Override
    public VectorAdam clone() {
        return new VectorAdam(getLearningRate());
    }

    /** Its state at work. */
    static final class Updater extends AdamUpdater {
        /**
         * Values handled at a time: so few that the processor, while it computes with them, fetches those after them from
         * memory, which with 2,048 takes half as long again.
         */
        private static final int CHUNK = 256;

        /**
         * Added and taken away again, it keeps a mean gradient that decays, where a unit is never active again, from becoming
         * a subnormal number or making one, on which processors spend many times as long; above 1e-17 it changes nothing.
         */
        private static final float NEGLIGIBLE_MEAN = 1e-25f;

        /** Likewise for squares, of which those below 1e-22 are nothing beside epsilon. */
        private static final float NEGLIGIBLE_SQUARE = 1e-30f;

        private final float[] parameters = new float[CHUNK];
        private final float[] gradients = new float[CHUNK];
        private final float[] means = new float[CHUNK];
        private final float[] squares = new float[CHUNK];
        private final EuclideanNorm norm = new EuclideanNorm();

        Updater(Adam config) {
            super(config);
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            if (!FloatMemory.reaches(gradient)) {
                super.applyUpdater(gradient, iteration, epoch);
                return;
            }
            float rate = rate(iteration, epoch);
            FloatBuffer g = FloatMemory.of(gradient);
            FloatBuffer m = FloatMemory.of(getM());
            FloatBuffer v = FloatMemory.of(getV());
            int length = Math.toIntExact(gradient.length());
            for (int from = 0; from < length; from += CHUNK) {
                int count = Math.min(CHUNK, length - from);
                g.get(from, gradients, 0, count);
                update(m, v, from, count, rate);
                g.put(from, gradients, 0, count);
            }
        }

        /**
         * Takes a step off parameters.
         *
         * @param values the parameters
         * @param gradient along which to step; not changed
         * @param threshold the norm that a longer gradient is shortened to
         * @param iteration steps made before
         */
        void step(FloatBuffer values, FloatBuffer gradient, double threshold, int iteration, int epoch) {
            double gradientNorm = norm.of(gradient);
            float scale = gradientNorm > threshold ? (float) (threshold / gradientNorm) : 1;
            float rate = rate(iteration, epoch);
            FloatBuffer m = FloatMemory.of(getM());
            FloatBuffer v = FloatMemory.of(getV());
            int length = Math.toIntExact(getM().length());
            for (int from = 0; from < length; from += CHUNK) {
                int count = Math.min(CHUNK, length - from);
                gradient.get(from, gradients, 0, count);
                scale(count, scale);
                update(m, v, from, count, rate);
                values.get(from, parameters, 0, count);
                subtract(count);
                values.put(from, parameters, 0, count);
            }
        }

        private float rate(int iteration, int epoch) {
            Adam config = getConfig();
            return (float) new UpdateRule.Adam(config.getBeta1(), config.getBeta2(), config.getEpsilon())
                    .stepSize(config.getLearningRate(iteration, epoch), iteration + 1L);
        }

        /** Makes {@link #gradients} the step that they ask for. */
        private void update(FloatBuffer m, FloatBuffer v, int from, int count, float rate) {
            m.get(from, means, 0, count);
            v.get(from, squares, 0, count);
            update(count, rate);
            m.put(from, means, 0, count);
            v.put(from, squares, 0, count);
        }

        private void update(int count, float rate) {
            float beta1 = (float) getConfig().getBeta1();
            float beta2 = (float) getConfig().getBeta2();
            float epsilon = (float) getConfig().getEpsilon();
            float[] g = gradients;
            float[] m = means;
            float[] v = squares;
            for (int i = 0; i < count; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i] + NEGLIGIBLE_MEAN - NEGLIGIBLE_MEAN;
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i] + NEGLIGIBLE_SQUARE - NEGLIGIBLE_SQUARE;
                g[i] = rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
            }
        }

        private void scale(int count, float scale) {
            float[] g = gradients;
            for (int i = 0; i < count; i++) {
                g[i] *= scale;
            }
        }

        private void subtract(int count) {
            float[] g = gradients;
            float[] p = parameters;
            for (int i = 0; i < count; i++) {
                p[i] -= g[i];
            }
        }
    }
}
