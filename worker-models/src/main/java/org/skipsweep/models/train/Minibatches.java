package org.skipsweep.models.train;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The minibatches of a training run, in the form that {@link ObjectiveLayer} takes: features are binary observations,
 * labels are noise and KL weight.
 *
 * <p>Every minibatch depends only on the trial and on its own epoch and position, so any of them can be made anywhere, in
 * any order.
 */
public final class Minibatches {
    private final ImageSet images;
    private final int batchSize;
    private final int latentDim;
    private final Draws draws;
    private final KlWarmup warmup;

    /** Minibatches of {@code images}; grey images are binarised anew each time they come up. */
    public Minibatches(TrialSpec spec, ImageSet images) {
        this.images = images;
        this.batchSize = spec.optimization().batchSize();
        this.latentDim = spec.model().latentDim();
        this.draws = new Draws(spec.seed());
        this.warmup = KlWarmup.of(spec.optimization(), perEpoch());
    }

    /** Minibatches in an epoch; the last one may be smaller. */
    public int perEpoch() {
        return (images.size() + batchSize - 1) / batchSize;
    }

    /** Images in an epoch. */
    public int images() {
        return images.size();
    }

    /** Weight of the KL term at the last step of an epoch, counted from 1. */
    double klWeightAfter(int epoch) {
        return warmup.weight((long) epoch * perEpoch());
    }

    /** The minibatches of one epoch, counted from 1. */
    public Epoch epoch(int epoch) {
        int[] order = java.util.stream.IntStream.range(0, images.size()).toArray();
        RandomGenerator random = draws.of(Purpose.EPOCH_ORDER, epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return new Epoch((long) (epoch - 1) * perEpoch(), order);
    }

    /** One pass over the images in an order of its own. */
    public final class Epoch {
        private final long stepsBefore;
        private final int[] order;

        private Epoch(long stepsBefore, int[] order) {
            this.stepsBefore = stepsBefore;
            this.order = order;
        }

        /** Step, counted from 1 over the whole training, of a minibatch counted from 0. */
        public long step(int index) {
            return stepsBefore + index + 1;
        }

        /** The minibatch at a position, counted from 0, in arrays of its own. */
        public DataSet minibatch(int index) {
            Values values = values(index);
            return new DataSet(
                    Nd4j.createFromArray(values.observations()).reshape('c', values.count(), images.pixelsPerImage()),
                    Nd4j.createFromArray(values.side()).reshape('c', values.count(), latentDim + 1));
        }

        /** The same minibatch in arrays that hold it until they are asked for again. */
        DataSet minibatch(int index, StagingArrays arrays) {
            Values values = values(index);
            return new DataSet(
                    arrays.holding("features", values.observations(), values.count(), images.pixelsPerImage()),
                    arrays.holding("labels", values.side(), values.count(), latentDim + 1));
        }

        private Values values(int index) {
            long step = step(index);
            int from = index * batchSize;
            int count = Math.min(batchSize, order.length - from);
            float[] observations = new float[count * images.pixelsPerImage()];
            Binarizer.draw(images, order, from, count, draws.of(Purpose.BINARIZATION, step), observations);
            float[] side = new float[count * (latentDim + 1)];
            RandomGenerator noise = draws.of(Purpose.TRAINING_NOISE, step);
            float klWeight = (float) warmup.weight(step);
            for (int example = 0, k = 0; example < count; example++) {
                for (int d = 0; d < latentDim; d++) {
                    side[k++] = (float) noise.nextGaussian();
                }
                side[k++] = klWeight;
            }
            return new Values(count, observations, side);
        }
    }

    private record Values(int count, float[] observations, float[] side) {}
}
