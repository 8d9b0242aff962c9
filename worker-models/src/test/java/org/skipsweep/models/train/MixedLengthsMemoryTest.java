package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.text.CorpusCounts;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.engine.libtorch.ChildJvm;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Trains on sentences of more lengths than an engine keeps programs for, in a virtual machine of its own with a small heap. */
class MixedLengthsMemoryTest {
    private static final int SHORTEST = 5;
    private static final int LENGTHS = 40;
    private static final int BATCH = 8;
    private static final int WORDS = 30;
    private static final int WARM_UP = 5;
    private static final int EPOCHS = 15;
    private static final long ALLOWED = 24 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "libtorch"})
    void manyLengths_residentMemoryStaysFlat(String engine) throws Exception {
        List<String> lines = new ChildJvm(MixedLengthsMemoryTest.class, "-Xmx128m", "-Dengine=" + engine)
                .output()
                .lines()
                .toList();
        assertThat(resident(lines, EPOCHS) - resident(lines, WARM_UP)).isLessThan(ALLOWED);
    }

    private static long resident(List<String> lines, int epoch) {
        return Long.parseLong(lines.get(epoch - 1));
    }

    /** Prints the resident memory in bytes after every epoch. */
    public static void main(String[] arguments) throws Exception {
        TrialSpec spec = TrialKeys.completed(Map.of(
                "dataset",
                "grammar",
                "model",
                "lstm-vae",
                "engine",
                System.getProperty("engine"),
                "batch-size",
                BATCH,
                "latent-dim",
                2,
                "hidden-units",
                16,
                "embedding-units",
                8));
        SentenceSet sentences = sentences();
        MultiLayerNetwork network = Networks.of(spec, sentences.shape());
        Minibatches minibatches = new Minibatches(spec, sentences);
        LocalFitter fitter = new LocalFitter();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            fitter.fit(network, minibatches, epoch);
            System.out.println(Pointer.physicalBytes());
        }
    }

    /** A minibatch of every length. */
    private static SentenceSet sentences() {
        Vocabulary vocabulary = Vocabulary.of(
                IntStream.range(0, WORDS).mapToObj(word -> "word" + word).toList(), WORDS);
        RandomGenerator random = new Draws(1).of(Purpose.SPLIT, 0);
        int[][] sentences = IntStream.range(0, LENGTHS * BATCH)
                .mapToObj(index -> IntStream.range(0, SHORTEST + index / BATCH)
                        .map(word -> random.nextInt(Vocabulary.SPECIAL.size(), WORDS))
                        .toArray())
                .toArray(int[][]::new);
        return SentenceSet.sorted(
                vocabulary,
                SHORTEST + LENGTHS,
                sentences,
                new byte[0],
                new CorpusCounts(sentences.length, 0, 0, 0, 0, 0));
    }
}
