package org.skipsweep.models.study;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.IntConsumer;
import smile.manifold.TSNE;

/**
 * Smile's t-SNE, with its numbers, which tells how far it is. Smile has no way to ask: its iterations in several calls would give
 * another map, since each call ends by moving the points. So its own count is read beside it.
 */
final class WatchedTsne extends TSNE {
    private static final long EVERY_MILLIS = 1000;
    private static final VarHandle NEXT_ITERATION = nextIteration();

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

    private static VarHandle nextIteration() {
        try {
            return MethodHandles.privateLookupIn(TSNE.class, MethodHandles.lookup())
                    .findVarHandle(TSNE.class, "totalIter", int.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Smile counts its iterations elsewhere", e);
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
     */
    void learn(int iterations, IntConsumer progress) {
        Timer watch = new Timer("t-sne-watch", true);
        try {
            watch.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            progress.accept((int) NEXT_ITERATION.getOpaque(WatchedTsne.this) - 1);
                        }
                    },
                    EVERY_MILLIS,
                    EVERY_MILLIS);
            learn(iterations);
        } finally {
            watch.cancel();
        }
        progress.accept(iterations);
    }
}
