package org.skipsweep.models.study;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import smile.manifold.TSNE;

/**
 * Smile's t-SNE, with its numbers, which tells how far it is and can be interrupted. Smile has no way to ask for either: its iterations in
 * several calls would give another map, since each call ends by moving the points. So its own count is read beside it, and to end it,
 * what its next iteration begins with is taken away.
 */
final class WatchedTsne extends TSNE {
    /** Name of the threads that {@link #map} starts. */
    static final String THREAD = "t-sne";

    private static final long EVERY_MILLIS = 1000;
    private static final long LOOK_MILLIS = 200;
    private static final VarHandle NEXT_ITERATION = field("totalIter", int.class);
    private static final VarHandle DISTANCES = field("Q", double[][].class);

    static {
        // Several threads of Smile move points while others read them: no two maps would be equal.
        System.setProperty("smile.threads", "1");
    }

    /**
     * Before the first iteration.
     *
     * @param features [N][D]
     * @param learningRate step size
     */
    WatchedTsne(double[][] features, double perplexity, double learningRate) {
        super(features, 2, perplexity, learningRate, 0);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(TSNE.class, MethodHandles.lookup())
                    .findVarHandle(TSNE.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Smile has no field " + name, e);
        }
    }

    /**
     * The points after all iterations, in a thread of its own: the first step, which nothing ends, takes seconds.
     *
     * @param features [N][D]
     * @param learningRate step size
     * @param seed of where the points start
     * @param progress told how many are done, every second by a thread of its own and once at the end
     * @return [N][2]
     * @throws InterruptedException if this thread is interrupted; at once, and the other soon ends as well
     */
    static double[][] map(
            double[][] features,
            double perplexity,
            double learningRate,
            long seed,
            int iterations,
            IntConsumer progress)
            throws InterruptedException {
        AtomicBoolean abandoned = new AtomicBoolean();
        FutureTask<double[][]> work = new FutureTask<>(() -> {
            // Smile draws from a generator of the thread.
            smile.math.Math.setSeed(seed);
            WatchedTsne tsne = new WatchedTsne(features, perplexity, learningRate);
            tsne.learn(iterations, progress, abandoned::get);
            return tsne.getCoordinates();
        });
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("t-SNE failed: " + e.getCause(), e.getCause());
        } finally {
            abandoned.set(true);
        }
    }

    /** All iterations. The constructor calls it for none, when nothing may move yet. */
    @Override
    public void learn(int iterations) {
        if (iterations > 0) {
            super.learn(iterations);
        }
    }

    /**
     * All iterations.
     *
     * @param progress told how many are done, every second by a thread of its own and once at the end
     * @param abandoned whether nobody waits for the map any more; it is asked several times a second
     * @throws CancellationException if so, an iteration later at most. (Smile and what it calls take interrupts for themselves.)
     */
    void learn(int iterations, IntConsumer progress, BooleanSupplier abandoned) {
        Timer watch = new Timer("t-sne-watch", true);
        try {
            watch.schedule(
                    task(() -> progress.accept((int) NEXT_ITERATION.getOpaque(this) - 1)), EVERY_MILLIS, EVERY_MILLIS);
            watch.schedule(
                    task(() -> {
                        if (abandoned.getAsBoolean()) {
                            DISTANCES.setVolatile(this, null);
                        }
                    }),
                    0,
                    LOOK_MILLIS);
            learn(iterations);
        } catch (NullPointerException e) {
            if (DISTANCES.getVolatile(this) == null) {
                throw new CancellationException("nobody waits for this map any more");
            }
            throw e;
        } finally {
            watch.cancel();
        }
        progress.accept(iterations);
    }

    private static TimerTask task(Runnable run) {
        return new TimerTask() {
            @Override
            public void run() {
                run.run();
            }
        };
    }
}
