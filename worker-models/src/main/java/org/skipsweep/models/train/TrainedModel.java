package org.skipsweep.models.train;

import java.io.IOException;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;

/** A trained trial's model at work on the processor, with the parameters of its best epoch. Not safe for use by several threads. */
public final class TrainedModel {
    private static final Device DEVICE = new Device.Cpu();

    private final MultiLayerNetwork network;
    private final ObjectiveLayer layer;
    private final ObjectiveLayerRuntime.Workplace workplace;

    private TrainedModel(MultiLayerNetwork network) {
        this.network = network;
        this.layer = Networks.objective(network).layerConf();
        this.workplace = Networks.workplace(network, DEVICE);
    }

    /**
     * The model in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public static Optional<TrainedModel> newest(CheckpointFolder checkpoints) throws IOException {
        return checkpoints.newest().map(Checkpoint::best).map(TrainedModel::new);
    }

    /** A network of {@link Networks} with its present parameters. */
    public static TrainedModel of(MultiLayerNetwork network) {
        return new TrainedModel(network);
    }

    /** The trial. */
    public TrialSpec spec() {
        return layer.spec();
    }

    /** What was minimised. */
    public Objective objective() {
        return Networks.objective(network).objective();
    }

    /** The same at work. */
    public Running running() {
        return workplace.running();
    }

    /** Who computes. */
    public Engine engine() {
        return workplace.engine();
    }

    /** Where the parameters lie. */
    public ParameterMemory memory() {
        return workplace.memory();
    }

    /** Precision of the parameters. */
    public DataType dataType() {
        return network.params().dataType();
    }

    /** How many examples the trial was measured by at a time. */
    public int evaluationBatch() {
        return layer.evaluationBatch();
    }

    /** The noise that the trial was measured with, from its beginning. */
    public Noise testNoise() {
        return Noise.of(Evaluation.testGenerator(new Draws(spec().seed())));
    }

    /**
     * That these are examples of the kind that the model was trained on.
     *
     * @throws IllegalArgumentException if not, telling how they differ
     */
    public void requireFits(Examples examples) {
        layer.dataShape().requireSame(examples.shape());
    }

    MultiLayerNetwork network() {
        return network;
    }

    Device device() {
        return DEVICE;
    }
}
