package org.skipsweep.models.data;

import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/** Minibatches of images in an order of its own for every epoch; grey images are binarised anew each time they come up. */
final class ImageBatches implements Batches {
    private final ImageSet images;
    private final int batchSize;
    private final Draws draws;

    ImageBatches(ImageSet images, int batchSize, Draws draws) {
        this.images = images;
        this.batchSize = batchSize;
        this.draws = draws;
    }

    /** The last one may be smaller. */
    @Override
    public int perEpoch() {
        return (images.size() + batchSize - 1) / batchSize;
    }

    @Override
    public int examples() {
        return images.size();
    }

    @Override
    public Epoch epoch(int epoch) {
        int[] order = Shuffle.of(images.size(), draws.of(Purpose.EPOCH_ORDER, epoch));
        return (index, step) -> batch(order, index, draws.of(Purpose.BINARIZATION, step));
    }

    private Batch batch(int[] order, int index, RandomGenerator binarization) {
        int from = index * batchSize;
        return of(images, order, from, Math.min(batchSize, order.length - from), binarization);
    }

    /** The images at {@code count} entries of {@code order} from {@code from} on. */
    static Batch of(ImageSet images, int[] order, int from, int count, RandomGenerator binarization) {
        float[] observations = new float[count * images.pixelsPerImage()];
        Binarizer.draw(images, order, from, count, binarization, observations);
        return Batch.ofReals(count, observations);
    }
}
