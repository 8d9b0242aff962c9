package org.skipsweep.driver.run;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.driver.run.progress.NewsChannel;
import org.skipsweep.driver.run.progress.TrialReporter;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.train.LocalFitter;

/** A trial as the one task of a Spark job: one core, one native thread. */
final class TrialTask implements Function<Trial, TrialResult> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TrialSetting> setting;
    private final NewsChannel.Sender news;

    /**
     * @param setting sent to each executor once, not with every trial: it holds Hadoop's whole configuration
     * @param news takes what trials tell to the driver
     */
    TrialTask(Broadcast<TrialSetting> setting, NewsChannel.Sender news) {
        this.setting = setting;
        this.news = news;
    }

    @Override
    public TrialResult call(Trial trial) throws Exception {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        TrialReporter reporter = new TrialReporter(trial, news);
        TaskDevice assigned = TaskDevice.ofThisTask(trial.spec().engine());
        LocalFitter fitter = new LocalFitter(assigned.device(), reporter);
        TrialPlace place = TrialPlace.here().with(assigned.remark());
        return new TrialRun(trial, setting.value(), fitter, place, reporter).run();
    }
}
