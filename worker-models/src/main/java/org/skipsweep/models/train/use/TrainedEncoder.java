package org.skipsweep.models.train.use;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.result.Latents;

/** The encoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedEncoder {
    private final TrainedModel model;
    private final int latentDim;

    private TrainedEncoder(TrainedModel model, LatentVariableModel latent) {
        this.model = model;
        this.latentDim = latent.latentDim();
    }

    /**
     * The encoder in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     * @throws IllegalArgumentException if the trial's model has no latent variable
     */
    public static Optional<TrainedEncoder> newest(CheckpointFolder checkpoints) throws IOException {
        return TrainedModel.newest(checkpoints).map(TrainedEncoder::of);
    }

    /**
     * The encoder of a model.
     *
     * @throws IllegalArgumentException if it has no latent variable
     */
    public static TrainedEncoder of(TrainedModel model) {
        return new TrainedEncoder(
                model,
                model.objective()
                        .latentVariableModel()
                        .orElseThrow(() -> new IllegalArgumentException("this model has no latent variable")));
    }

    /** Size D of the latent variable. */
    public int latentDim() {
        return latentDim;
    }

    /**
     * Means of q(z|x) for every image.
     *
     * @param images binary images, or grey ones, which are binarised once on the way
     * @param binarization consumed by grey pixels only
     * @return [N][D]
     */
    public float[][] posteriorMeans(ImageSet images, RandomGenerator binarization) {
        return Arrays.stream(posteriors(images, binarization).mean())
                .map(Latents::single)
                .toArray(float[][]::new);
    }

    /**
     * A draw from q(z|x) for every image.
     *
     * @param images as for {@link #posteriorMeans}
     * @param random consumed by grey pixels, then by the draws
     * @return [N][D]
     */
    public float[][] posteriorSamples(ImageSet images, RandomGenerator random) {
        Estimate.Posteriors posteriors = posteriors(images, random);
        float[][] z = new float[images.size()][];
        for (int i = 0; i < z.length; i++) {
            z[i] = Latents.single(
                    Latents.sample(random, posteriors.mean()[i], posteriors.logVariance()[i]));
        }
        return z;
    }

    private Estimate.Posteriors posteriors(ImageSet images, RandomGenerator binarization) {
        return posteriors(images.inOrder(model.evaluationBatch(), binarization), done -> {});
    }

    /**
     * q(z|x) of every example, refined where the trial refines posteriors: as the trial's end measured it, for its test set.
     *
     * @param examples sentences, or binary images
     * @throws IllegalArgumentException if the model was trained on others
     */
    public Estimate.Posteriors posteriors(Examples examples) {
        return posteriors(examples, done -> {});
    }

    /**
     * The same.
     *
     * @param progress told how many examples are done, after each minibatch
     */
    public Estimate.Posteriors posteriors(Examples examples, IntConsumer progress) {
        model.requireFits(examples);
        return posteriors(examples.inOrder(model.evaluationBatch()), progress);
    }

    private Estimate.Posteriors posteriors(Iterator<Batch> batches, IntConsumer progress) {
        List<Estimate.Posteriors> parts = new ArrayList<>();
        Noise noise = model.testNoise();
        int done = 0;
        while (batches.hasNext()) {
            Batch batch = batches.next();
            parts.add(model.running()
                    .estimate(new Draw(batch, 1, noise))
                    .posterior()
                    .orElseThrow());
            done += batch.size();
            progress.accept(done);
        }
        return Estimate.Posteriors.joined(parts);
    }
}
