package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/** Checkpoints that somebody made to do harm: what they hold is data, and no more memory is taken than there are data for. */
class ForgedCheckpointTest {
    private static final TrialSpec SPEC = TrialKeys.completed(
            Map.of("model", "mlp-vae", "latent-dim", 2, "hidden-units", 3, "decoder-layers", 1, "engine", "nd4j"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "org.skipsweep.models.train.ObjectiveLayer | javax.swing.JEditorPane | its configuration is not that of a trial's network",
                "org.nd4j.linalg.learning.config.Adam | javax.swing.JEditorPane | its configuration is not that of a trial's network:"
                        + " \"javax.swing.JEditorPane\" is no update rule of a trial",
                "images 4 | images 200000000 | its configuration is not that of a trial's network: so large a"
                        + " model does not fit into a file of this size",
                "images 4 | images 20000000000 | its configuration is not that of a trial's network: \"images 20000000000\" is no"
                        + " shape of data",
                "\\\"decoder-layers\\\":1 | \\\"decoder-layers\\\":2000000000 | its configuration is not that of a trial's network:"
                        + " decoder-layers must be at most 1000 but is 2000000000"
            })
    void configuration_namesNoClassAndNoMoreThanThereIs(String there, String instead, String cause) throws IOException {
        write(entry -> entry.replace(there, instead));
        assertRefused(cause);
    }

    @Test
    void textWithoutEnd_isNotRead() throws IOException {
        char[] blanks = new char[5 << 20];
        Arrays.fill(blanks, ' ');
        write(entry -> entry + new String(blanks));
        assertRefused("its configuration has more than 4194304 bytes");
    }

    @Test
    void entryThatClimbsOut_isNowhere() throws Exception {
        byte[] checkpoint = checkpoint();
        Path file = folder.resolve("inside/checkpoint-1.zip");
        Files.createDirectory(folder.resolve("inside"));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(checkpoint));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("../evil.txt"));
            out.write(1);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
        }
        assertThat(Trials.checkpoints(folder.resolve("inside")).newest()).isPresent();
        try (Stream<Path> found = Files.walk(folder)) {
            assertThat(found.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    private void assertRefused(String cause) {
        assertThatThrownBy(() -> Trials.checkpoints(folder).newest())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read checkpoint ")
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage(cause);
    }

    private static byte[] checkpoint() throws IOException {
        MultiLayerNetwork network = Networks.of(SPEC, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Checkpoint(network, network.params().dup(), Checkpoint.State.start(SPEC.optimization())).write(bytes);
        return bytes.toByteArray();
    }

    /** A checkpoint with another configuration. */
    private void write(UnaryOperator<String> change) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(checkpoint()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve("checkpoint-1.zip")))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
                    String text = change.apply(new String(content, StandardCharsets.UTF_8));
                    content = text.getBytes(StandardCharsets.UTF_8);
                }
                out.write(content);
            }
        }
    }
}
