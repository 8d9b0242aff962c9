package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

/** Keeps a checkpoint in a virtual machine of its own, whose heap is far smaller than the checkpoint. */
class LargeCheckpointTest {
    private static final String HEAP = "-Xmx512m";
    private static final int PIXELS = 784;
    private static final long PARAMETERS = 50_000_000;
    private static final int ARRAYS = 4;

    @TempDir
    private Path folder;

    @Test
    void fiftyMillionParameters_areWrittenAndReadInAHeapOf512Megabytes() throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dorg.bytedeco.javacpp.maxbytes=0",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeCheckpointTest.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(output).isZero();
        assertThat(output.strip()).endsWith("equal");
        assertThat(Files.size(folder.resolve("checkpoint-1.zip"))).isGreaterThan(ARRAYS * PARAMETERS * Float.BYTES);
    }

    /** Writes a checkpoint into a folder, reads it and prints whether all of it is equal. */
    public static void main(String[] arguments) throws Exception {
        TrialSpec spec =
                Trials.spec(new ModelSpec(ModelFamily.MLP_VAE, 50, 2, false, false, 3850), Trials.OPTIMIZATION, 1);
        MultiLayerNetwork network = Networks.of(spec, PIXELS);
        INDArray state = network.getUpdater().getStateViewArray();
        Nd4j.rand(state);
        INDArray best = Nd4j.rand(DataType.FLOAT, network.params().length());
        if (network.numParams() < PARAMETERS) {
            throw new IllegalStateException("only " + network.numParams() + " parameters");
        }
        CheckpointFolder checkpoints = Trials.checkpoints(Path.of(arguments[0]));
        checkpoints.save(
                new Checkpoint(network, best, new Checkpoint.State(1, 1, -100, 1, null, null).completed(network)));
        Checkpoint read = checkpoints.latest().orElseThrow();
        boolean equal = read.network().params().equals(network.params())
                && read.network().getUpdater().getStateViewArray().equals(state)
                && read.bestParameters().equals(best);
        System.out.println(equal ? "equal" : "different");
    }
}
