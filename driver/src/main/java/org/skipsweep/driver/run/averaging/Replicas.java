package org.skipsweep.driver.run.averaging;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.replica.ModelState;
import org.skipsweep.models.train.replica.Replica;
import org.skipsweep.models.train.replica.Share;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The replicas of one trial's network in a virtual machine, each built when a worker first needs it and kept for the next
 * round. Sent as a broadcast variable, of which Spark has one per executor; Spark closes it when the broadcast is destroyed
 * or makes room for others, and what is at work then is closed when its share is done. Safe for use by several threads.
 */
final class Replicas implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final TrialSpec spec;
    private final TrainingData data;
    private final transient Deque<Replica> idle = new ArrayDeque<>();
    private transient boolean closed;

    /**
     * @param spec the trial
     * @param data what it learns from
     */
    Replicas(TrialSpec spec, TrainingData data) {
        this.spec = spec;
        this.data = data;
    }

    /** An executor's own, without replicas yet. */
    private Object readResolve() {
        return new Replicas(spec, data);
    }

    /** {@link Replica#train} of a replica that is free. */
    Replica.Trained train(Device device, ModelState start, Share share) throws InterruptedException {
        Replica replica = take(device);
        Replica.Trained trained;
        try {
            trained = replica.train(start, share);
        } catch (InterruptedException | RuntimeException | Error e) {
            replica.close();
            throw e;
        }
        giveBack(replica);
        return trained;
    }

    /** How many wait for work. */
    synchronized int idle() {
        return idle.size();
    }

    private Replica take(Device device) {
        synchronized (this) {
            for (Iterator<Replica> waiting = idle.iterator(); waiting.hasNext(); ) {
                Replica replica = waiting.next();
                if (replica.device().equals(device)) {
                    waiting.remove();
                    return replica;
                }
            }
        }
        return new Replica(spec, data.load(), device);
    }

    private synchronized void giveBack(Replica replica) {
        if (closed) {
            replica.close();
        } else {
            idle.push(replica);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Replica::close);
        idle.clear();
    }
}
