package org.skipsweep.driver.run;

import java.net.InetAddress;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.train.LocalFitter;

/** A trial as the one task of a Spark job: one core, one native thread. */
final class TrialTask implements Function<Trial, TrialResult> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TrialSetting> setting;

    /** @param setting sent to each executor once, not with every trial: it holds Hadoop's whole configuration */
    TrialTask(Broadcast<TrialSetting> setting) {
        this.setting = setting;
    }

    @Override
    public TrialResult call(Trial trial) throws Exception {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.getEnvironment().setMaxThreads(1);
        return new TrialRun(trial, setting.value(), new LocalFitter(TaskDevice.ofThisTask()), place()).run();
    }

    /** Executor id and host. */
    static String place() throws java.net.UnknownHostException {
        return SparkEnv.get().executorId() + "@" + InetAddress.getLocalHost().getHostName();
    }
}
