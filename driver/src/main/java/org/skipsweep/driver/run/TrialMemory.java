package org.skipsweep.driver.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Trial;

/**
 * The memory that the process of a trial may have, Java heap included.
 *
 * @param bytes the limit
 * @param origin what sets it, for people
 */
public record TrialMemory(long bytes, String origin) {
    private static final String LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";
    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
    private static final long LEAST_OVERHEAD = 384L << 20;

    /** What holds where {@code spark} runs trials: of an executor, or of this process if Spark is embedded in it. */
    public static TrialMemory of(SparkConf spark) {
        return embedded(spark) ? ofThisProcess() : ofExecutors(spark);
    }

    static boolean embedded(SparkConf spark) {
        String master = spark.get("spark.master", "local");
        return master.equals("local") || master.startsWith("local[");
    }

    private static TrialMemory ofThisProcess() {
        String limit = System.getProperty(LIMIT);
        if (limit != null) {
            return new TrialMemory(new SparkConf(false).set(LIMIT, limit).getSizeAsBytes(LIMIT), LIMIT);
        }
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new TrialMemory(machine.getTotalMemorySize(), "the memory of this machine");
    }

    private static TrialMemory ofExecutors(SparkConf spark) {
        long heap = spark.getSizeAsBytes("spark.executor.memory", "1g");
        double factor = spark.getDouble("spark.executor.memoryOverheadFactor", 0.1);
        long overhead = spark.contains("spark.executor.memoryOverhead")
                ? spark.getSizeAsMb("spark.executor.memoryOverhead") << 20
                : Math.max(LEAST_OVERHEAD, Math.round(heap * factor));
        return new TrialMemory(heap + overhead, "spark.executor.memory and spark.executor.memoryOverhead");
    }

    /** Lets JavaCPP refuse what an executor may not have, unless the options of executors set a limit already. */
    static void limitExecutors(SparkConf spark) {
        String options = spark.get(EXECUTOR_OPTIONS, "");
        if (!embedded(spark) && !options.contains(LIMIT)) {
            spark.set(
                    EXECUTOR_OPTIONS,
                    (options + " -D" + LIMIT + "=" + ofExecutors(spark).bytes()).strip());
        }
    }

    /**
     * Refuses trials that cannot fit.
     *
     * @param estimates what each of the trials is estimated to need
     * @param name what to call a trial, short
     * @throws UserError if one needs more than there is
     */
    public void require(List<Trial> trials, List<TrialEstimate> estimates, Function<Trial, String> name) {
        int[] tooBig = IntStream.range(0, trials.size())
                .filter(index -> estimates.get(index).memoryBytes() > bytes)
                .toArray();
        if (tooBig.length > 0) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s too big for the memory here: %s needs about %,.0f MB, but there are %,d MB (%s); make batch-size,"
                            + " hidden-units or train-examples smaller, or allow more memory",
                    Counted.of(tooBig.length, "trial") + (tooBig.length == 1 ? " is" : " are"),
                    name.apply(trials.get(tooBig[0])),
                    estimates.get(tooBig[0]).memoryBytes() / 1e6,
                    bytes / 1_000_000,
                    origin));
        }
    }
}
