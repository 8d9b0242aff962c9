package org.skipsweep.driver.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.store.latents.LatentsParquet;
import org.skipsweep.driver.sweep.estimate.PlanEstimate;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

/** What the end of a run needs, looked for before its beginning. */
final class Readiness {
    private final Store store;
    private final TrialSetting setting;

    Readiness(Store store, TrialSetting setting) {
        this.store = store;
        this.setting = setting;
    }

    /** @throws UserError if latents could not be written at the end */
    static void requireTemporarySpace(Configuration hadoop) {
        try {
            LatentsParquet.probe(hadoop);
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    /**
     * An epoch is reported before its checkpoint is written, so it is the next one that tells that the checkpoint was there.
     *
     * @param plan as it is frozen
     * @param statuses where its trials are
     * @param chosen which of them are to run
     * @throws UserError if a trial has lost its checkpoints, or there is no room for those to come
     */
    void require(Plan plan, List<TrialStatus> statuses, List<Trial> chosen) throws IOException {
        Set<Trial> wanted = new HashSet<>(chosen);
        List<TrialStatus> open = statuses.stream()
                .filter(status -> wanted.contains(status.trial()) && status.state() != TrialState.DONE)
                .toList();
        List<Trial> fresh = new ArrayList<>();
        List<TrialStatus> lost = new ArrayList<>();
        for (TrialStatus status : open) {
            int reached = reached(status);
            if (reached == 0 || setting.checkpoints(status.trial()).latestPath().isEmpty()) {
                fresh.add(status.trial());
                if (reached > plan.run().checkpointEvery()) {
                    lost.add(status);
                }
            }
        }
        if (!lost.isEmpty()) {
            int frozenEvery =
                    store.plan().map(frozen -> frozen.run().checkpointEvery()).orElse(1);
            lost.removeIf(status -> reached(status) <= frozenEvery);
        }
        if (!lost.isEmpty()) {
            throw new UserError(lost.stream()
                    .map(status -> lost(status.trial(), reached(status)))
                    .toList());
        }
        requireRoom(PlanEstimate.checkpointBytes(fresh), fresh.size());
    }

    private static int reached(TrialStatus status) {
        return status.lastEpoch().map(last -> last.report().epoch()).orElse(0);
    }

    private String lost(Trial trial, int reached) {
        return "trial " + trial.id() + " reached epoch " + reached + ", but there is no checkpoint of it in "
                + new Path(setting.checkpointRoot(), trial.id())
                + ": put its checkpoints back, or say where they are with"
                + " --checkpoints; to train it from the first epoch again, remove "
                + store.trial(trial).path();
    }

    private void requireRoom(double bytes, int trials) throws IOException {
        Path folder = new Path(setting.checkpointRoot());
        FileSystem files = folder.getFileSystem(setting.configuration());
        Path there = files.exists(folder) ? folder : folder.getParent();
        long room = files.exists(there) ? files.getStatus(there).getRemaining() : Long.MAX_VALUE;
        if (bytes > room) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s: the checkpoints of %d trials will take about %.1f GB, and %.1f GB are free; make room, or keep them"
                            + " elsewhere with --checkpoints, or run a part of the trials with --only",
                    folder,
                    trials,
                    bytes / 1e9,
                    room / 1e9));
        }
    }
}
