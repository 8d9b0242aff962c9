package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

class CheckpointTest {
    private static final TrialSpec SPEC = Trials.spec(Trials.OPTIMIZATION);

    @TempDir
    private Path folder;

    @Test
    void lastTwoCheckpoints_areKept() throws Exception {
        Trials.train(SPEC, folder);
        assertThat(names()).containsExactly("checkpoint-3.zip", "checkpoint-4.zip");
    }

    @Test
    void epochsAreSavedAtTheIntervalAndAtTheEnd() throws Exception {
        TrialSpec five = Trials.spec(ImageTrials.adam(5, 100, 1e-3, 5, 0, 1));
        List<String> seen = new java.util.ArrayList<>();
        new Trainer(five, Trials.DATA, new LocalFitter(), Trials.checkpoints(folder), 2, report -> seen.addAll(names()))
                .train();
        assertThat(seen)
                .containsExactly("checkpoint-2.zip", "checkpoint-2.zip", "checkpoint-2.zip", "checkpoint-4.zip");
        assertThat(names()).containsExactly("checkpoint-4.zip", "checkpoint-5.zip");
    }

    @Test
    void checkpointsAreOrderedByNumberNotByName() throws Exception {
        TrialSpec eleven = Trials.spec(ImageTrials.adam(11, 300, 1e-3, 5, 0, 1));
        Trials.train(eleven, folder);
        assertThat(names()).containsExactlyInAnyOrder("checkpoint-10.zip", "checkpoint-11.zip");
        assertThat(Trials.checkpoints(folder).latestPath().orElseThrow().getName())
                .isEqualTo("checkpoint-11.zip");
    }

    @Test
    void checkpoint_isAModelFileOfDeeplearning4j() throws Exception {
        Trials.train(SPEC, folder);
        Path file = folder.resolve("checkpoint-4.zip");
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        Checkpoint checkpoint = Trials.checkpoints(folder).latest().orElseThrow();
        assertThat(network.params().toFloatVector())
                .isEqualTo(checkpoint.network().params().toFloatVector())
                .isEqualTo(checkpoint.bestParameters().toFloatVector());
        assertThat(network.getUpdater().getStateViewArray().toFloatVector())
                .isEqualTo(checkpoint.network().getUpdater().getStateViewArray().toFloatVector());
        assertThat(network.getIterationCount()).isEqualTo(24);
        assertThat(checkpoint.state().epoch()).isEqualTo(4);
        assertThat(checkpoint.state().bestEpoch()).isEqualTo(4);
        assertThat(network.score(
                        new Minibatches(SPEC, Trials.DATA.train()).epoch(5).minibatch(0)))
                .isFinite();
    }

    @Test
    void truncatedCheckpoint_isRefusedWithItsPath() throws Exception {
        Trials.train(SPEC, folder);
        Files.delete(folder.resolve("checkpoint-3.zip"));
        Path file = folder.resolve("checkpoint-4.zip");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, bytes.length / 2, bytes.length - 200}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Trials.train(SPEC, folder))
                    .as("cut at %d of %d bytes", length, bytes.length)
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot read checkpoint " + hadoop(file) + "; delete it to go on from an earlier one");
        }
    }

    @Test
    void checkpointThatItsDiskCannotRead_givesWayToTheOneBefore() throws Exception {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();
        Trials.train(SPEC, folder);
        Files.delete(folder.resolve("checkpoint-4.zip"));
        Files.createSymbolicLink(folder.resolve("checkpoint-4.zip"), unreadable);
        assertThat(Trials.checkpoints(folder).latest().orElseThrow().state().epoch())
                .isEqualTo(3);
    }

    @Test
    void damagedCheckpoint_isRefusedWithItsPath() throws Exception {
        Trials.train(SPEC, folder);
        Files.delete(folder.resolve("checkpoint-3.zip"));
        Path file = folder.resolve("checkpoint-4.zip");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Trials.train(SPEC, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read checkpoint " + hadoop(file) + "; delete it to go on from an earlier one");
    }

    @Test
    void anyBitThatFlips_isNoticed_orChangesNothing() throws Exception {
        Trials.train(SPEC, folder);
        byte[] whole = Files.readAllBytes(folder.resolve("checkpoint-4.zip"));
        Checkpoint expected = Checkpoint.read(new ByteArrayInputStream(whole), whole.length);
        Random random = new Random(1);
        Set<Integer> places = new TreeSet<>();
        for (int at = 0; at < whole.length; at++) {
            boolean besidesAHeader = at + 64 > whole.length
                    || (whole[at] == 'P' && whole[at + 1] == 'K' && whole[at + 2] < 16 && whole[at + 3] < 16);
            for (int i = 0; besidesAHeader && i < 64 && at + i < whole.length; i++) {
                places.add(at + i);
            }
        }
        random.ints(Integer.getInteger("corruptions", 100), 0, whole.length).forEach(places::add);
        int noticed = 0;
        for (int place : places) {
            byte[] flipped = whole.clone();
            flipped[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            try {
                Checkpoint read = Checkpoint.read(new ByteArrayInputStream(flipped), flipped.length);
                assertThat(read.state()).as("byte %d", place).isEqualTo(expected.state());
                assertThat(read.bestParameters()).as("byte %d", place).isEqualTo(expected.bestParameters());
                assertThat(read.network().params())
                        .as("byte %d", place)
                        .isEqualTo(expected.network().params());
                assertThat(read.network().getUpdater().getStateViewArray())
                        .as("byte %d", place)
                        .isEqualTo(expected.network().getUpdater().getStateViewArray());
            } catch (IOException e) {
                noticed++;
            }
        }
        System.out.printf(
                "corruptions of checkpoints: %d tried, %d noticed, %d changed nothing%n",
                places.size(), noticed, places.size() - noticed);
    }

    @Test
    void newestCheckpointThatCannotBeRead_givesWayToTheOneBefore_withTheSameNumbers() throws Exception {
        TrainedTrial expected = Trials.train(SPEC, folder);
        Path newest = folder.resolve("checkpoint-4.zip");
        byte[] bytes = Files.readAllBytes(newest);
        for (int length : new int[] {0, bytes.length / 2, bytes.length - 200}) {
            Files.write(newest, Arrays.copyOf(bytes, length));
            List<Integer> epochs = new java.util.ArrayList<>();
            TrainedTrial trained = Trials.trainer(SPEC, folder, report -> epochs.add(report.epoch()))
                    .train();
            assertThat(epochs).containsExactly(4);
            assertThat(trained.metrics()).isEqualTo(expected.metrics());
            assertThat(names()).containsExactly("checkpoint-3.zip", "checkpoint-4.zip");
        }
    }

    @Test
    void checkpointsOfWhichNoneCanBeRead_areRefusedWithThePathOfTheNewest() throws Exception {
        for (String name : List.of("checkpoint-2.zip", "checkpoint-10.zip")) {
            Files.writeString(folder.resolve(name), "nothing");
        }
        assertThatThrownBy(() -> Trials.train(SPEC, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read checkpoint " + hadoop(folder.resolve("checkpoint-10.zip"))
                        + "; delete it to go on from an earlier one");
    }

    @Test
    void encoderOfATrial_isNeverTakenFromAnEarlierCheckpoint() throws Exception {
        Trials.train(SPEC, folder);
        Path newest = folder.resolve("checkpoint-4.zip");
        Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 1000));
        assertThatThrownBy(() -> TrainedEncoder.newest(Trials.checkpoints(folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read checkpoint " + hadoop(newest) + "; delete it to go on from an earlier one");
    }

    @Test
    void checkpointWrittenBefore_isReadAsDeeplearning4jReadsIt_andGoneOnFrom(@TempDir Path copied) throws Exception {
        TrialSpec spec = Trials.spec(
                new ModelSpec(ModelFamily.MLP_VAE, 2, 1, true, false, 2), ImageTrials.adam(4, 50, 1e-2, 5, 0, 1), 1);
        Path file = folder.resolve("checkpoint-2.zip");
        try (InputStream before = CheckpointTest.class.getResourceAsStream("checkpoint-of-whole-arrays.zip")) {
            Files.copy(before, file);
        }
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        Checkpoint read = Trials.checkpoints(folder).latest().orElseThrow();
        assertThat(read.state().epoch()).isEqualTo(2);
        assertThat(read.network().params()).isEqualTo(network.params());
        assertThat(read.network().getUpdater().getStateViewArray())
                .isEqualTo(network.getUpdater().getStateViewArray());
        assertThat(read.network().getIterationCount()).isEqualTo(network.getIterationCount());
        assertThat(read.network().getLayerWiseConfigurations().toJson())
                .isEqualTo(network.getLayerWiseConfigurations()
                        .toJson()
                        .replace(VectorAdam.class.getName(), Adam.class.getName()));
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream best = zip.getInputStream(zip.getEntry("trainer/best.bin"))) {
            assertThat(read.bestParameters()).isEqualTo(Nd4j.read(best));
        }

        Trials.checkpoints(copied).save(read);
        TrainedTrial fromTheCopy = Trials.train(spec, copied);
        TrainedTrial fromBefore = Trials.train(spec, folder);
        assertThat(fromBefore.metrics()).isEqualTo(fromTheCopy.metrics());
        assertThat(fromBefore.latents().z()).isDeepEqualTo(fromTheCopy.latents().z());
    }

    @Test
    void somethingElseUnderTheName_isRefused() throws Exception {
        Path file = folder.resolve("checkpoint-2.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> Trials.train(SPEC, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read checkpoint " + hadoop(file) + "; delete it to go on from an earlier one")
                .hasRootCauseMessage("not a checkpoint of a trial: trainer/state.json or trainer/best.bin is missing");
    }

    @Test
    void leftoversOfAnInterruptedWrite_areIgnored() throws Exception {
        Files.write(folder.resolve(".checkpoint-9.zip.part"), new byte[] {1, 2, 3});
        assertThat(Trials.checkpoints(folder).latestPath()).isEmpty();
        assertThat(Trials.train(SPEC, folder).metrics().elbo()).isFinite();
    }

    @Test
    void folderThatDoesNotExist_holdsNoCheckpoint() throws Exception {
        assertThat(Trials.checkpoints(folder.resolve("none")).latestPath()).isEmpty();
        assertThat(Trials.checkpoints(folder.resolve("none")).latest()).isEmpty();
    }

    private static String hadoop(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri()).toString();
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
