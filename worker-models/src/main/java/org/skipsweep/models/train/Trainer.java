package org.skipsweep.models.train;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.metrics.CollapseGlance;
import org.skipsweep.models.metrics.LatentMetrics;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.ClippedSteps;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrainedSteps;
import org.skipsweep.models.trial.result.TrialMetrics;

/**
 * Trains one trial from its first epoch, or from its newest checkpoint, to its end: after every epoch the validation ELBO
 * decides whether these are the best parameters so far, and the best ones are measured on the test set (model spec B.2).
 *
 * <p>The same trial gives the same numbers on the same kind of machine, interrupted or not.
 */
public final class Trainer {
    private static final double NANOS = 1e9;

    private final TrialSpec spec;
    private final TrialData data;
    private final EpochFitter fitter;
    private final CheckpointFolder checkpoints;
    private final int checkpointEvery;
    private final Consumer<EpochReport> progress;
    private final Draws draws;
    private final Minibatches minibatches;

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
            TrialData data,
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
        while (!ended(current.state())) {
            current = epoch(current);
            int done = current.state().epoch();
            if (done % checkpointEvery == 0 || ended(current.state())) {
                save(current);
            }
        }
        return measure(current);
    }

    private boolean ended(Checkpoint.State state) {
        return state.epoch() >= spec.optimization().epochs() || state.schedule().finished();
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
            Networks.objective(saved.get().network())
                    .layerConf()
                    .dataShape()
                    .requireSame(data.train().shape());
            return saved.get();
        }
        MultiLayerNetwork network = Networks.of(spec, data.train().shape());
        return new Checkpoint(network, network.params().dup(), Checkpoint.State.start(spec.optimization()));
    }

    private Evaluation evaluate(MultiLayerNetwork network, Examples examples, double klWeight, RandomGenerator noise) {
        Running running = Networks.workplace(network, fitter.device()).running();
        int batchSize = Networks.objective(network).layerConf().evaluationBatch();
        return Evaluation.of(running, examples, batchSize, klWeight, Noise.of(noise));
    }

    private Checkpoint epoch(Checkpoint before) throws InterruptedException {
        MultiLayerNetwork network = before.network();
        Checkpoint.State state = before.state();
        int epoch = state.epoch() + 1;
        long start = System.nanoTime();
        Networks.setLearningRate(network, state.schedule().rate());
        TrainedSteps trained = fitter.fit(network, minibatches, epoch);
        double seconds = (System.nanoTime() - start) / NANOS;
        Evaluation validation = evaluate(
                network,
                data.validation(),
                minibatches.klWeightAfter(epoch),
                draws.of(Purpose.VALIDATION_NOISE, epoch));
        if (!Double.isFinite(validation.elbo())) {
            throw new NonFiniteLossException(epoch, (long) epoch * minibatches.perEpoch(), -validation.elbo());
        }
        boolean best = validation.elbo() > state.bestValidationElbo();
        INDArray bestParameters = best ? before.bestParameters().assign(network.params()) : before.bestParameters();
        Checkpoint.State after = new Checkpoint.State(
                epoch,
                best ? epoch : state.bestEpoch(),
                best ? validation.elbo() : state.bestValidationElbo(),
                state.trainingSeconds() + seconds,
                spec.optimization().schedule().after(state.schedule(), epoch, best),
                trained.clipped());
        Measurements more =
                glance(validation, epoch).and(validation.boundPerplexity()).and(shares(trained.clipped()));
        int epochs = spec.optimization().epochs();
        double epochSeconds = (System.nanoTime() - start) / NANOS;
        progress.accept(new EpochReport(
                epoch,
                epochs,
                -trained.meanLoss(),
                validation.elbo(),
                validation.kl(),
                minibatches.klWeightAfter(epoch),
                best,
                minibatches.images() / seconds,
                ended(after) ? 0 : epochSeconds * (epochs - epoch),
                state.schedule().rate(),
                more));
        return new Checkpoint(network, bestParameters, after);
    }

    private Measurements glance(Evaluation validation, int epoch) {
        RandomGenerator random = draws.of(Purpose.EPOCH_INFORMATION, epoch);
        return validation
                .posterior()
                .map(posterior -> CollapseGlance.of(posterior.mean(), posterior.logVariance(), random))
                .orElse(Measurements.NONE);
    }

    private static Measurements shares(ClippedSteps clipped) {
        return clipped.steps() == 0
                ? Measurements.NONE
                : Measurements.of(Metric.CLIPPED_FORWARD, clipped.forwardShare())
                        .with(Metric.CLIPPED_BACKWARD, clipped.backwardShare());
    }

    private TrainedTrial measure(Checkpoint last) throws InterruptedException {
        MultiLayerNetwork network = last.best();
        Networks.workplace(network, fitter.device()).memory().load(Networks.updaterState(network));
        Evaluation evaluation = evaluate(network, data.test(), 1, Evaluation.testGenerator(draws));
        Optional<Latents> latents = evaluation.posterior().map(this::latents);
        Measurements measured = Measurements.of(Metric.ELBO, evaluation.elbo())
                .and(latents.map(found -> LatentMetrics.of(found).values()).orElse(Measurements.NONE))
                .and(evaluation.boundPerplexity())
                .and(Perplexity.of(network, fitter.device(), data.test(), evaluation, spec))
                .and(shares(last.state().clipped()))
                .with(Metric.VALIDATION_ELBO, last.state().bestValidationElbo());
        TrialMetrics metrics = new TrialMetrics(
                measured,
                last.state().bestEpoch(),
                data.train().size(),
                data.validation().size(),
                data.test().size());
        double trained = (double) last.state().epoch() * minibatches.images();
        return new TrainedTrial(
                metrics,
                latents,
                trained / last.state().trainingSeconds(),
                Networks.workplace(network, fitter.device()).engine().description());
    }

    private Latents latents(Estimate.Posteriors posterior) {
        double[][] z = new double[posterior.mean().length][];
        Arrays.setAll(
                z, i -> Latents.sample(draws, i, posterior.mean()[i], posterior.logVariance()[i]));
        return new Latents(posterior.mean(), posterior.logVariance(), z, labels(data.test()));
    }

    private static Optional<int[]> labels(Examples examples) {
        if (examples.label(0).isEmpty()) {
            return Optional.empty();
        }
        int[] labels = new int[examples.size()];
        Arrays.setAll(labels, i -> examples.label(i).getAsInt());
        return Optional.of(labels);
    }
}
