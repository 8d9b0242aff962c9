package org.skipsweep.models.model;

import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The text models of model spec A.3 and A.4 in plain loops and double precision, for one sentence at a time.
 *
 * @param arrays parameters and masks by name
 * @param units size of an LSTM's state
 */
public record LstmReference(Map<String, INDArray> arrays, int units) {

    /** A state of an LSTM. */
    public record State(double[] h, double[] c) {}

    /** One step of an LSTM from its input. */
    public State step(String lstm, double[] x, State before) {
        double[] sums = plus(
                plus(affine(lstm + ".weight", lstm + ".bias", x), vector(lstm + ".recurrentBias")),
                product(before.h(), lstm + ".recurrentWeight"));
        double[] h = new double[units];
        double[] c = new double[units];
        for (int k = 0; k < units; k++) {
            double in = sigmoid(sums[k]);
            double forget = sigmoid(sums[units + k]);
            double candidate = Math.tanh(sums[2 * units + k]);
            double out = sigmoid(sums[3 * units + k]);
            c[k] = forget * before.c()[k] + in * candidate;
            h[k] = out * Math.tanh(c[k]);
        }
        return new State(h, c);
    }

    /** Mean and log-variance of q(z|x). */
    public double[][] posterior(int[] tokens) {
        State state = new State(new double[units], new double[units]);
        for (int token : tokens) {
            state = step("encoder.lstm", row("encoder.embedding.weight", token), state);
        }
        return new double[][] {
            affine("encoder.mean.weight", "encoder.mean.bias", state.h()),
            affine("encoder.logVariance.weight", "encoder.logVariance.bias", state.h())
        };
    }

    /**
     * -log p of every token but the first.
     *
     * @param example which example of the masks
     * @param z the latent variable; of length 0 for a language model
     * @param skip whether it reaches the output layer
     */
    public double[] negativeLogLikelihood(int example, int[] tokens, double[] z, boolean skip) {
        double[] nats = new double[tokens.length - 1];
        double[] initial =
                z.length == 0 ? new double[units] : affine("decoder.initial.weight", "decoder.initial.bias", z);
        State state = new State(initial, new double[units]);
        for (int t = 0; t < nats.length; t++) {
            double[] word = masked("decoder.embedding.mask", example, t, row("decoder.embedding.weight", tokens[t]));
            state = step("decoder.lstm", beside(word, z), state);
            double[] features = masked("decoder.lstm.mask", example, t, state.h());
            double[] logits =
                    affine("decoder.output.weight", "decoder.output.bias", skip ? beside(features, z) : features);
            double sum = 0;
            for (double logit : logits) {
                sum += Math.exp(logit);
            }
            nats[t] = Math.log(sum) - logits[tokens[t + 1]];
        }
        return nats;
    }

    /** z of an example: mean + deviation * noise. */
    public double[] latent(int[] tokens, double[] noise) {
        double[][] posterior = posterior(tokens);
        double[] z = new double[noise.length];
        Arrays.setAll(z, d -> posterior[0][d] + Math.exp(posterior[1][d] / 2) * noise[d]);
        return z;
    }

    private double[] masked(String mask, int example, int t, double[] values) {
        INDArray array = arrays.get(mask);
        double[] masked = values.clone();
        for (int k = 0; array != null && k < masked.length; k++) {
            masked[k] *= array.getDouble(example, t, k);
        }
        return masked;
    }

    private double[] affine(String weight, String bias, double[] x) {
        return plus(product(x, weight), vector(bias));
    }

    private double[] product(double[] x, String weight) {
        INDArray matrix = arrays.get(weight);
        double[] product = new double[(int) matrix.size(1)];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < product.length; j++) {
                product[j] += x[i] * matrix.getDouble(i, j);
            }
        }
        return product;
    }

    private double[] row(String matrix, int index) {
        return arrays.get(matrix).getRow(index).toDoubleVector();
    }

    private double[] vector(String name) {
        return arrays.get(name).toDoubleVector();
    }

    private static double[] plus(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }

    private static double[] beside(double[] left, double[] right) {
        double[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
