package org.skipsweep.models.train;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.data.Batches;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.InputArrays;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;
import org.skipsweep.models.trial.random.Draws;

/**
 * The minibatches of a training run with all that is drawn for them.
 *
 * <p>Every minibatch depends only on the trial and on its own epoch and position, so any of them can be made anywhere, in
 * any order.
 */
public final class Minibatches {
    private final TrialSpec spec;
    private final Examples examples;
    private final Batches batches;
    private final Draws draws;
    private final OptimizationSpec optimization;
    private final KlWarmup warmup;

    /** Minibatches of {@code examples}. */
    public Minibatches(TrialSpec spec, Examples examples) {
        this.spec = spec;
        this.examples = examples;
        this.draws = new Draws(spec.seed());
        this.optimization = spec.optimization();
        this.batches = examples.shuffled(optimization.batchSize(), draws);
        this.warmup = KlWarmup.of(optimization, perEpoch());
    }

    /** Minibatches in an epoch. */
    public int perEpoch() {
        return batches.perEpoch();
    }

    /** Examples in an epoch. */
    public int images() {
        return batches.examples();
    }

    /** Weight of the KL term at the last step of an epoch, counted from 1. */
    double klWeightAfter(int epoch) {
        return warmup.weight((long) epoch * perEpoch());
    }

    UpdateRule updateRule() {
        return optimization.updateRule();
    }

    double gradientClip() {
        return optimization.gradientClip();
    }

    /** The minibatches of one epoch, counted from 1. */
    public Epoch epoch(int epoch) {
        return new Epoch((long) (epoch - 1) * perEpoch(), batches.epoch(epoch));
    }

    /** One pass over the examples in an order of its own. */
    public final class Epoch {
        private final long stepsBefore;
        private final Batches.Epoch order;

        private Epoch(long stepsBefore, Batches.Epoch order) {
            this.stepsBefore = stepsBefore;
            this.order = order;
        }

        /** Step, counted from 1 over the whole training, of a minibatch counted from 0. */
        public long step(int index) {
            return stepsBefore + index + 1;
        }

        /** All that the step at a position, counted from 0, depends on. */
        public Draw draw(int index) {
            long step = step(index);
            return new Draw(order.at(index, step), warmup.weight(step), Noise.ofStep(draws, step));
        }

        /** The same as Deeplearning4j carries it, in arrays of its own. */
        public DataSet minibatch(int index) {
            PackedInputs packed = new PackedInputs(
                    Families.of(spec.family()).objective(spec, examples.shape()).inputs());
            try (InputArrays arrays = new InputArrays(DataType.FLOAT)) {
                return packed.pack(arrays.fill(packed.inputs(), draw(index)));
            }
        }
    }
}
