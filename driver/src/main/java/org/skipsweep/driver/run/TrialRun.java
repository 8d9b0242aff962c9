package org.skipsweep.driver.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.Failure;
import org.skipsweep.driver.store.LatentsParquet;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.TrainedTrial;
import org.skipsweep.models.train.Trainer;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Latents;

/**
 * Carries one trial from its folder's present state to a result: done or, after the last attempt, failed with its cause.
 * The result is written last, when checkpoints and latents are there.
 */
final class TrialRun {
    private final Trial trial;
    private final TrialSetting setting;
    private final EpochFitter fitter;
    private final String executor;

    /** @param executor name of the place where this runs */
    TrialRun(Trial trial, TrialSetting setting, EpochFitter fitter, String executor) {
        this.trial = trial;
        this.setting = setting;
        this.fitter = fitter;
        this.executor = executor;
    }

    /**
     * @return the result, as it stands in the trial's folder
     * @throws IOException if the folder cannot be written
     * @throws InterruptedException if the thread was interrupted; the trial can go on later
     */
    TrialResult run() throws IOException, InterruptedException {
        TrialFolder folder = TrialFolder.open(setting.root(), trial, setting.configuration());
        folder.begin();
        RetryPolicy policy = new RetryPolicy(setting.run().maxAttempts());
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            try {
                return finish(folder, train(folder), attempt, start);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!policy.again(attempt, e)) {
                    TrialResult failed = new TrialResult.Failed(
                            trial,
                            execution(attempt, start, 0, "none"),
                            Failure.of(e, setting.checkpoints(trial).latestPath()));
                    folder.finish(failed);
                    return failed;
                }
            }
        }
    }

    private Optional<TrainedTrial> train(TrialFolder folder) throws IOException, InterruptedException {
        if (trial.spec().family() == ModelFamily.NO_OP) {
            return Optional.empty();
        }
        LatentsParquet.probe(setting.configuration());
        TrialData data = setting.data(trial);
        return Optional.of(new Trainer(
                        trial.spec(),
                        data,
                        fitter,
                        setting.checkpoints(trial),
                        setting.run().checkpointEvery(),
                        report -> append(folder, report))
                .train());
    }

    private TrialResult finish(TrialFolder folder, Optional<TrainedTrial> trained, int attempt, long start)
            throws IOException {
        Optional<Latents> latents = trained.flatMap(TrainedTrial::posteriors);
        if (latents.isPresent()) {
            LatentsParquet.write(latents.get(), folder.latents(), setting.configuration());
        }
        TrialResult done = new TrialResult.Done(
                trial,
                execution(
                        attempt,
                        start,
                        trained.map(TrainedTrial::imagesPerSecond).orElse(0.0),
                        trained.map(TrainedTrial::engine).orElse("none")),
                trained.map(TrainedTrial::metrics));
        folder.finish(done);
        return done;
    }

    private Execution execution(int attempt, long start, double imagesPerSecond, String engine) {
        return new Execution(
                (System.nanoTime() - start) / 1e9,
                imagesPerSecond,
                engine,
                executor,
                attempt,
                Optional.of(TrialProvenance.ofThisProcess(engine)));
    }

    private void append(TrialFolder folder, EpochReport report) {
        try {
            folder.append(new Progress(report, executor));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the progress of trial " + trial.id(), e);
        }
    }
}
