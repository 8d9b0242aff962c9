package org.skipsweep.models.train;

import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.DivOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Deeplearning4j's Adam, with its state and numbers, computed by vector operations: ND4J's own update operation goes
 * through the parameters one by one and takes four times as long.
 */
final class VectorAdam extends Adam {
    private static final long serialVersionUID = 1L;

    private VectorAdam() {}

    VectorAdam(double learningRate) {
        super(learningRate, 0.9, 0.999, 1e-8);
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

    private static final class Updater extends AdamUpdater {
        private INDArray scratch;

        Updater(Adam config) {
            super(config);
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            double beta1 = getConfig().getBeta1();
            double beta2 = getConfig().getBeta2();
            double step = iteration + 1.0;
            double rate = getConfig().getLearningRate(iteration, epoch)
                    * Math.sqrt(1 - Math.pow(beta2, step))
                    / (1 - Math.pow(beta1, step));
            INDArray m = getM();
            INDArray v = getV();
            if (scratch == null || !Arrays.equals(scratch.shape(), gradient.shape())) {
                scratch = Nd4j.createUninitializedDetached(gradient.dataType(), gradient.shape());
            }
            Level1 blas = Nd4j.getBlasWrapper().level1();
            Nd4j.exec(new MulOp(gradient, gradient, scratch));
            v.muli(beta2);
            blas.axpy(v.length(), 1 - beta2, scratch, v);
            m.muli(beta1);
            blas.axpy(m.length(), 1 - beta1, gradient, m);
            Nd4j.exec(new Sqrt(v, scratch));
            scratch.addi(getConfig().getEpsilon());
            Nd4j.exec(new DivOp(m, scratch, gradient));
            gradient.muli(rate);
        }
    }
}
