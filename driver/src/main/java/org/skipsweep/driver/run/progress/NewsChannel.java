package org.skipsweep.driver.run.progress;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.skipsweep.driver.work.HeartbeatListener;
import org.skipsweep.driver.work.Latest;

/**
 * The way of news from tasks to the driver: with the heartbeats of executors, as accumulators. Only the last news of each
 * trial is kept, so that no task waits and nothing piles up however fast trials are; and no file is read for it.
 */
public final class NewsChannel extends HeartbeatListener implements Consumer<TrialNews> {
    private final Sender sender = new Sender(new Latest<>(), new Latest<>());
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final Map<String, TrialNews.Step> steps = new ConcurrentHashMap<>();
    private final Map<String, TrialNews.Epoch> epochs = new ConcurrentHashMap<>();

    /** The end of the channel that a task has; it must be a field of the task. */
    public static final class Sender implements Consumer<TrialNews>, Serializable {
        private static final long serialVersionUID = 1L;

        private final Latest<TrialNews.Step> step;
        private final Latest<TrialNews.Epoch> epoch;

        private Sender(Latest<TrialNews.Step> step, Latest<TrialNews.Epoch> epoch) {
            this.step = step;
            this.epoch = epoch;
        }

        @Override
        public void accept(TrialNews news) {
            if (news instanceof TrialNews.Step begun) {
                step.add(begun);
            } else if (news instanceof TrialNews.Epoch ended) {
                epoch.add(ended);
            }
        }
    }

    /** Opens a channel, which stays open until it is closed. */
    public NewsChannel(SparkContext spark) {
        super(spark);
        spark.register(sender.step, "step");
        spark.register(sender.epoch, "epoch");
        listen();
    }

    /** For tasks of this Spark context. */
    public Sender sender() {
        return sender;
    }

    /** Begins to listen to a trial. */
    public void follow(String trial) {
        followed.add(trial);
    }

    /** Ceases to, and forgets what it told. */
    public void leave(String trial) {
        followed.remove(trial);
        steps.remove(trial);
        epochs.remove(trial);
    }

    /** The last step that a trial told of while it is listened to. */
    public Optional<TrialNews.Step> step(String trial) {
        return Optional.ofNullable(steps.get(trial));
    }

    /** The last epoch, likewise. */
    public Optional<TrialNews.Epoch> epoch(String trial) {
        return Optional.ofNullable(epochs.get(trial));
    }

    /** News of a trial that the driver leads itself. */
    @Override
    public void accept(TrialNews news) {
        boolean heard = followed.contains(news.trial());
        if (heard && news instanceof TrialNews.Step begun) {
            steps.put(begun.trial(), begun);
        } else if (heard && news instanceof TrialNews.Epoch ended) {
            epochs.put(ended.trial(), ended);
        }
    }

    @Override
    protected void heard(long accumulator, Object value) {
        if (value instanceof TrialNews news) {
            accept(news);
        }
    }
}
