package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.Optional;
import org.skipsweep.driver.run.progress.TrialReporter;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.latents.LatentsParquet;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.metrics.LatentDimensions;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.EpochFitter;
import org.skipsweep.models.train.TrainedTrial;
import org.skipsweep.models.train.Trainer;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.result.Latents;

/**
 * Carries one trial from its folder's present state to a result: done or, after the last attempt, failed with its cause.
 * The result is written last, when checkpoints and latents are there.
 */
final class TrialRun {
    private final Trial trial;
    private final TrialSetting setting;
    private final EpochFitter fitter;
    private final TrialPlace place;
    private final TrialReporter reporter;
    private final CheckpointFolder checkpoints;

    /**
     * @param place where this runs
     * @param reporter told of every epoch, and the one whom {@code fitter} tells of its steps
     */
    TrialRun(Trial trial, TrialSetting setting, EpochFitter fitter, TrialPlace place, TrialReporter reporter) {
        this.trial = trial;
        this.setting = setting;
        this.fitter = fitter;
        this.place = place;
        this.reporter = reporter;
        this.checkpoints = setting.checkpoints(trial);
    }

    /**
     * @return the result, as it stands in the trial's folder
     * @throws IOException if the folder cannot be written
     * @throws InterruptedException if the thread was interrupted; the trial can go on later
     */
    TrialResult run() throws IOException, InterruptedException {
        TrialFolder folder = TrialFolder.open(setting.root(), trial, setting.configuration());
        folder.begin();
        checkpoints.make();
        RetryPolicy policy = new RetryPolicy(setting.run().maxAttempts());
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            try {
                return attempt(folder, attempt, start);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!policy.again(attempt, e)) {
                    TrialResult failed = new TrialResult.Failed(
                            trial, execution(attempt, start, 0, "none"), Failures.of(e, reporter.last(), checkpoints));
                    folder.finish(failed);
                    return failed;
                }
            }
        }
    }

    private TrialResult attempt(TrialFolder folder, int attempt, long start)
            throws IOException, InterruptedException, MemoryException {
        try {
            ProgressLog log = new ProgressLog(folder, place.name());
            Optional<TrainedTrial> trained = train(log);
            log.complete();
            return finish(folder, trained, attempt, start);
        } catch (OutOfMemoryError e) {
            throw place.told(e);
        }
    }

    private Optional<TrainedTrial> train(ProgressLog log) throws IOException, InterruptedException {
        if (trial.spec().family() == ModelFamily.NO_OP) {
            return Optional.empty();
        }
        LatentsParquet.probe(setting.configuration());
        TrialData data = setting.data(trial);
        return Optional.of(new Trainer(
                        trial.spec(), data, fitter, checkpoints, setting.run().checkpointEvery(), report -> {
                            reporter.epoch(report);
                            log.add(report);
                        })
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
                trained.map(TrainedTrial::metrics),
                latents.map(LatentDimensions::of));
        folder.finish(done);
        return done;
    }

    private Execution execution(int attempt, long start, double imagesPerSecond, String engine) {
        return new Execution(
                (System.nanoTime() - start) / 1e9,
                imagesPerSecond,
                engine,
                place.name(),
                attempt,
                Optional.of(TrialProvenance.ofThisProcess(engine)));
    }
}
