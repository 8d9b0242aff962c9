package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialJobsTest {
    private static final CountDownLatch END = new CountDownLatch(1);

    @Test
    void jobs_areAtWorkWhileTheirTasksRun_andNeitherBeforeNorAfter() throws Exception {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        TrialJobs jobs = new TrialJobs(spark);
        List<TrialJob<String>> started = new ArrayList<>();
        for (Trial trial : Samples.planOf(spark.defaultParallelism() + 3).trials()) {
            started.add(jobs.start(trial, "waits", TrialJobsTest::idAtTheEnd));
        }
        await(() -> atWork(started) == spark.defaultParallelism());
        assertThat(started.subList(0, spark.defaultParallelism())).allMatch(TrialJob::atWork);
        END.countDown();
        for (TrialJob<String> job : started) {
            assertThat(job.get()).isNotEmpty();
        }
        await(() -> atWork(started) == 0);
    }

    @Test
    void threadOfTheDriver_isAtWorkFromItsStartToItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        DriverJob<String> job = DriverJob.of(() -> {
            begun.countDown();
            end.await();
            return "done";
        });
        assertThat(job.atWork()).isFalse();
        Thread thread = new Thread(job);
        thread.start();
        begun.await();
        assertThat(job.atWork()).isTrue();
        end.countDown();
        assertThat(job.get()).isEqualTo("done");
        assertThat(job.atWork()).isFalse();
    }

    private static String idAtTheEnd(Trial trial) throws InterruptedException {
        END.await();
        return trial.id();
    }

    private static long atWork(List<TrialJob<String>> jobs) {
        return jobs.stream().filter(TrialJob::atWork).count();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("too late").isLessThan(latest);
            Thread.sleep(20);
        }
    }
}
