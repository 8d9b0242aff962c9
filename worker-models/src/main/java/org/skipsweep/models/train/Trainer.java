package org.skipsweep.models.train;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.metrics.LatentMetrics;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;
import org.skipsweep.models.trial.EpochReport;
import org.skipsweep.models.trial.Latents;
import org.skipsweep.models.trial.Measurements;
import org.skipsweep.models.trial.Metric;
import org.skipsweep.models.trial.TrialMetrics;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Trains one trial from its first epoch, or from its newest checkpoint, to its end: after every epoch the validation ELBO
 * decides whether these are the best parameters so far, and the best ones are measured on the test set (model spec B.2).
 *
 * <p>The same trial gives the same numbers on the same kind of machine, interrupted or not.
 */
public final class Trainer {
    private static final double NANOS = 1e9;

    private final TrialSpec spec;
    private final ImageData data;
    private final EpochFitter fitter;
    private final CheckpointFolder checkpoints;
    private final int checkpointEvery;
    private final Consumer<EpochReport> progress;
    private final Draws draws;
    private final Minibatches minibatches;
    private final StagingArrays arrays = new StagingArrays();

    /**
     * @param spec what to train
     * @param data on what
     * @param fitter who trains an epoch
     * @param checkpoints where to go on from and to save to
     * @param checkpointEvery epochs between two checkpoints; the last epoch is always saved
     * @param progress told of every epoch
     */
    public Trainer(
            TrialSpec spec,
            ImageData data,
            EpochFitter fitter,
            CheckpointFolder checkpoints,
            int checkpointEvery,
            Consumer<EpochReport> progress) {
        this.spec = spec;
        this.data = data;
        this.fitter = fitter;
        this.checkpoints = checkpoints;
        this.checkpointEvery = checkpointEvery;
        this.progress = progress;
        this.draws = new Draws(spec.seed());
        this.minibatches = new Minibatches(spec, data.train());
    }

    /**
     * Trains what is left of the trial and measures it.
     *
     * @throws NonFiniteLossException if the loss stops being finite; the newest checkpoint stays
     * @throws IOException if a checkpoint cannot be read or written
     * @throws InterruptedException if the thread was interrupted
     */
    public TrainedTrial train() throws IOException, InterruptedException {
        Checkpoint current = start();
        int epochs = spec.optimization().epochs();
        while (current.state().epoch() < epochs) {
            current = epoch(current);
            int done = current.state().epoch();
            if (done % checkpointEvery == 0 || done == epochs) {
                save(current);
            }
        }
        return measure(current);
    }

    private void save(Checkpoint checkpoint) throws IOException, InterruptedException {
        // Local file systems swallow an interrupt, so it is looked for first.
        if (Thread.interrupted()) {
            throw interruptedWhileSaving(checkpoint);
        }
        try {
            checkpoints.save(checkpoint);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupted = interruptedWhileSaving(checkpoint);
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static InterruptedException interruptedWhileSaving(Checkpoint checkpoint) {
        return new InterruptedException("training was interrupted while saving epoch "
                + checkpoint.state().epoch());
    }

    private Checkpoint start() throws IOException {
        Optional<Checkpoint> saved = checkpoints.latest();
        if (saved.isPresent()) {
            return saved.get();
        }
        MultiLayerNetwork network = Networks.of(spec, data.train().pixelsPerImage());
        Checkpoint.State state = new Checkpoint.State(0, 0, Double.NEGATIVE_INFINITY, 0);
        return new Checkpoint(network, network.params().dup(), state);
    }

    private Checkpoint epoch(Checkpoint before) throws InterruptedException {
        MultiLayerNetwork network = before.network();
        Checkpoint.State state = before.state();
        int epoch = state.epoch() + 1;
        long start = System.nanoTime();
        double loss = fitter.fit(network, minibatches, epoch);
        double seconds = (System.nanoTime() - start) / NANOS;
        Evaluation validation =
                Evaluation.of(network, data.validation(), draws, Purpose.VALIDATION_NOISE, epoch, arrays);
        if (!Double.isFinite(validation.elbo())) {
            throw new NonFiniteLossException(epoch, (long) epoch * minibatches.perEpoch(), -validation.elbo());
        }
        boolean best = validation.elbo() > state.bestValidationElbo();
        INDArray bestParameters = best ? before.bestParameters().assign(network.params()) : before.bestParameters();
        Checkpoint.State after = new Checkpoint.State(
                epoch,
                best ? epoch : state.bestEpoch(),
                best ? validation.elbo() : state.bestValidationElbo(),
                state.trainingSeconds() + seconds);
        int epochs = spec.optimization().epochs();
        double epochSeconds = (System.nanoTime() - start) / NANOS;
        progress.accept(new EpochReport(
                epoch,
                epochs,
                -loss,
                validation.elbo(),
                validation.kl(),
                minibatches.klWeightAfter(epoch),
                best,
                minibatches.images() / seconds,
                epochSeconds * (epochs - epoch)));
        return new Checkpoint(network, bestParameters, after);
    }

    private TrainedTrial measure(Checkpoint last) {
        MultiLayerNetwork network = last.network();
        network.params().assign(last.bestParameters());
        ImageSet test = data.test();
        Evaluation evaluation = Evaluation.of(network, test, draws, Purpose.TEST_NOISE, 0, arrays);
        Latents latents =
                new Latents(evaluation.posteriorMean(), evaluation.logVariance(), samples(evaluation), labels(test));
        Measurements measured = Measurements.of(Metric.ELBO, evaluation.elbo())
                .and(LatentMetrics.of(latents).values())
                .with(Metric.VALIDATION_ELBO, last.state().bestValidationElbo());
        TrialMetrics metrics = new TrialMetrics(
                measured,
                last.state().bestEpoch(),
                data.train().size(),
                data.validation().size(),
                test.size());
        double trained = (double) spec.optimization().epochs() * minibatches.images();
        return new TrainedTrial(
                metrics,
                latents,
                trained / last.state().trainingSeconds(),
                Networks.objective(network).engine().description());
    }

    private double[][] samples(Evaluation evaluation) {
        double[][] z = new double[evaluation.posteriorMean().length][];
        Arrays.setAll(
                z,
                i -> Latents.sample(
                        draws, i, evaluation.posteriorMean()[i], evaluation.logVariance()[i]));
        return z;
    }

    private static Optional<int[]> labels(ImageSet images) {
        if (images.label(0).isEmpty()) {
            return Optional.empty();
        }
        int[] labels = new int[images.size()];
        Arrays.setAll(labels, i -> images.label(i).getAsInt());
        return Optional.of(labels);
    }
}
