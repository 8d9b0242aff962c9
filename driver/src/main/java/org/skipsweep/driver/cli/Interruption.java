package org.skipsweep.driver.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Ends work properly when the process is asked to end (Ctrl-C, SIGTERM): interrupts the thread that works, gives it a
 * moment to close what it shows, and says how to go on. All this before Spark stops, which else would look like the failure
 * of every running trial.
 */
final class Interruption implements AutoCloseable {
    /** Spark's and Hadoop's own hooks run at lower priorities. */
    private static final int BEFORE_SPARK = 1000;

    private static final int SECONDS_TO_CLOSE = 5;

    /** What Java calls the thread that a signal starts, and in which the process ends. */
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z]+ handler");

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable hook;
    private volatile boolean requested;

    private Interruption(Thread working, PrintWriter out) {
        hook = () -> {
            requested = true;
            working.interrupt();
            try {
                boolean inTime = closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
                out.println((inTime ? "" : System.lineSeparator()) + cause() + "; the same command continues");
                out.flush();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Spark ends a process in which it met a fatal error, such as a full memory, by itself: without an exception, and as a signal does. */
    private static String cause() {
        boolean signal = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> SIGNAL.matcher(thread.getName()).matches());
        return signal
                ? "interrupted"
                : "this process was ended by a fatal error in itself, which the log tells (exit code 52: its memory was full)";
    }

    private static Interruption ofThisThread(PrintWriter out) {
        Interruption interruption = new Interruption(Thread.currentThread(), out);
        ShutdownHookManager.get().addShutdownHook(interruption.hook, BEFORE_SPARK);
        return interruption;
    }

    /**
     * What {@code verb} returns, or {@link ExitCodes#INTERRUPTED} where it failed after the process had been asked to end: that is a
     * consequence.
     *
     * @param out gets the message
     */
    static int watched(PrintWriter out, Callable<Integer> verb) throws Exception {
        try (Interruption interruption = ofThisThread(out)) {
            try {
                return verb.call();
            } catch (Exception e) {
                if (interruption.requested) {
                    // This thread stops Spark next, which waits for other threads.
                    Thread.interrupted();
                    return ExitCodes.INTERRUPTED;
                }
                throw e;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!requested) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
