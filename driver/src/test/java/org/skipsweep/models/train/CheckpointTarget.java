package org.skipsweep.models.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.driver.fuzz.FuzzTarget;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Checkpoints: zip files, or their entries one behind the other, each after a line {@code %%NAME}, which are packed before they are
 * read, so that checksums are right whatever changes in them.
 */
public final class CheckpointTarget implements FuzzTarget {
    private static final String NAME = "%%";
    private static final TrialSpec TRIAL = TrialKeys.completed(Map.of(
            "dataset",
            "strokes",
            "model",
            "mlp-vae",
            "latent-dim",
            1,
            "hidden-units",
            1,
            "decoder-layers",
            1,
            "engine",
            "nd4j"));
    private static final int PIXELS = 2;

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        MultiLayerNetwork network = Networks.of(TRIAL, PIXELS);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        new Checkpoint(network, network.params().dup(), Checkpoint.State.start(TRIAL.optimization())).write(zip);
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("zip", zip.toByteArray());
        seeds.put("entries", unpacked(zip.toByteArray()));
        return seeds;
    }

    private static byte[] unpacked(byte[] zip) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = (entries.size() == 0 ? NAME : "\n" + NAME) + entry.getName() + "\n";
                entries.write(name.getBytes(StandardCharsets.ISO_8859_1));
                in.transferTo(entries);
            }
        }
        return entries.toByteArray();
    }

    private static byte[] packed(String entries) throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (String entry : entries.substring(NAME.length()).split("\n" + NAME, -1)) {
                int end = entry.indexOf('\n');
                out.putNextEntry(new ZipEntry(end < 0 ? entry : entry.substring(0, end)));
                out.write(entry.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            // Two entries of one name, or one of a name that is too long: what is packed so far.
            return zip.toByteArray();
        }
        return zip.toByteArray();
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("checkpoint-1.zip"), text.startsWith(NAME) ? packed(text) : input);
        CheckpointFolder checkpoints =
                new CheckpointFolder(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
        Optional<Checkpoint> read = checkpoints.newest();
        read.ifPresent(checkpoint -> {
            checkpoint.bestParameters().close();
            Networks.close(checkpoint.network());
        });
    }
}
