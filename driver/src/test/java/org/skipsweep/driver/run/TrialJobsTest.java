package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialJobsTest {
    private static final CountDownLatch END = new CountDownLatch(1);

    @Test
    void job_hasTheTrialsGroup_andGivesWhatItsTaskMakes() throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        Trial trial = Samples.trial(1);
        Future<String> job = new TrialJobs(spark).start(trial, "waits", TrialJobsTest::groupAtTheEnd);
        assertThat(job.isDone()).isFalse();
        END.countDown();
        assertThat(job.get()).isEqualTo(trial.id() + " in group " + trial.id());
        assertThat(job.isDone()).isTrue();
    }

    private static String groupAtTheEnd(Trial trial) throws InterruptedException {
        END.await();
        return trial.id() + " in group " + TaskContext.get().getLocalProperty("spark.jobGroup.id");
    }
}
