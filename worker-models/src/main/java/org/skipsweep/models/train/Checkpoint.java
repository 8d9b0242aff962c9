package org.skipsweep.models.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All that a trial needs to go on as if it had never stopped: Deeplearning4j's own file (configuration, parameters,
 * updater state) with two more entries, the trainer's state and the parameters of the best epoch.
 *
 * @param network as it was after {@code state.epoch()}
 * @param bestParameters flattened parameters after {@code state.bestEpoch()}
 * @param state where training stands
 */
record Checkpoint(MultiLayerNetwork network, INDArray bestParameters, State state) {
    private static final String STATE_ENTRY = "trainer/state.json";
    private static final String BEST_ENTRY = "trainer/best.bin";
    private static final int END_RECORD_BYTES = 22;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where training stands.
     *
     * @param epoch epochs done
     * @param bestEpoch epoch with the best validation ELBO so far
     * @param bestValidationElbo that ELBO, in nats
     * @param trainingSeconds seconds spent on training steps so far
     */
    record State(int epoch, int bestEpoch, double bestValidationElbo, double trainingSeconds) {}

    /** The network, with the parameters of the best epoch from now on. */
    MultiLayerNetwork best() {
        network.params().assign(bestParameters);
        return network;
    }

    void write(OutputStream out) throws IOException {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, model, true);
        try (ZipOutputStream zip = new ZipOutputStream(out);
                ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(model.toByteArray()))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                entries.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry(STATE_ENTRY));
            zip.write(JSON.writeValueAsBytes(state));
            zip.putNextEntry(new ZipEntry(BEST_ENTRY));
            DataOutputStream best = new DataOutputStream(zip);
            Nd4j.write(bestParameters, best);
            best.flush();
        }
    }

    static Checkpoint read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        if (!whole(bytes)) {
            throw new IOException("cut short: the end of the zip file is missing");
        }
        State state = null;
        INDArray best = null;
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                switch (entry.getName()) {
                    case STATE_ENTRY -> state = JSON.readValue(entries.readAllBytes(), State.class);
                    case BEST_ENTRY -> best = Nd4j.read(new ByteArrayInputStream(entries.readAllBytes()));
                    default -> {
                        // Deeplearning4j's own entries are read below.
                    }
                }
            }
        }
        if (state == null || best == null) {
            throw new IOException("not a checkpoint of a trial: " + STATE_ENTRY + " or " + BEST_ENTRY + " is missing");
        }
        return new Checkpoint(
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes), true), best, state);
    }

    /** Whether a zip file without a comment ends as it must. */
    private static boolean whole(byte[] zip) {
        int end = zip.length - END_RECORD_BYTES;
        return end >= 0 && zip[end] == 'P' && zip[end + 1] == 'K' && zip[end + 2] == 5 && zip[end + 3] == 6;
    }
}
