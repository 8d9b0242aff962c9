package org.skipsweep.models.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.files.Damage;
import org.skipsweep.models.files.WholeJson;
import org.skipsweep.models.train.stream.FlatArray;
import org.skipsweep.models.train.stream.LastBytes;

/**
 * The zip file of a checkpoint: the entries of Deeplearning4j's {@link ModelSerializer}, in its order, then the trainer's. Numbers
 * pass through from array to stream and back, so that the heap needed does not grow with the model; {@code ModelSerializer}
 * itself holds all of a file in the heap when it reads one.
 */
final class CheckpointFile {
    private static final String STATE_ENTRY = "trainer/state.json";
    private static final String BEST_ENTRY = "trainer/best.bin";
    private static final int BUFFER = 1 << 16;
    private static final int END_RECORD_BYTES = 22;
    private static final byte[] END_RECORD = {'P', 'K', 5, 6};
    /** No packing of zip files makes more of a byte. */
    private static final long MOST_PACKED = 1032;

    private static final ObjectMapper JSON = WholeJson.MAPPER;

    private final long mostNumbers;
    private MultiLayerConfiguration configuration;
    private MultiLayerNetwork network;
    private INDArray best;
    private Checkpoint.State state;
    private boolean updaterRead;

    private CheckpointFile(long length) {
        this.mostNumbers = length * MOST_PACKED / Float.BYTES;
    }

    static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
        MultiLayerNetwork network = checkpoint.network();
        ZipOutputStream zip = new ZipOutputStream(out);
        // Parameters hardly get smaller: compression saves a ninth and takes seven times as long.
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(ModelSerializer.CONFIGURATION_JSON));
        zip.write(network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(ModelSerializer.COEFFICIENTS_BIN));
        FlatArray.write(network.params(), zip);
        Optional<INDArray> updaterState = updaterState(network);
        if (updaterState.isPresent()) {
            zip.putNextEntry(new ZipEntry(ModelSerializer.UPDATER_BIN));
            FlatArray.write(updaterState.get(), zip);
        }
        zip.putNextEntry(new ZipEntry(STATE_ENTRY));
        zip.write(JSON.writeValueAsBytes(checkpoint.state()));
        zip.putNextEntry(new ZipEntry(BEST_ENTRY));
        FlatArray.write(checkpoint.bestParameters(), zip);
        zip.finish();
    }

    /**
     * Reads {@code in} in one pass. No memory is asked for that a file of {@code length} bytes cannot fill, and no class is made
     * that the file names.
     *
     * @throws IOException if it is cut short, damaged, or no checkpoint
     */
    static Checkpoint read(InputStream in, long length) throws IOException {
        LastBytes bytes = new LastBytes(in, END_RECORD_BYTES);
        CheckpointFile file = new CheckpointFile(length);
        try {
            ZipInputStream zip = new ZipInputStream(new BufferedInputStream(bytes, BUFFER));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                file.read(entry.getName(), zip);
            }
        } catch (RuntimeException e) {
            throw new IOException("damaged: " + Damage.told(e), e);
        }
        if (!Arrays.equals(bytes.atTheEnd(), 0, END_RECORD.length, END_RECORD, 0, END_RECORD.length)) {
            throw new IOException("cut short: the end of the zip file is missing");
        }
        if (file.state == null || file.best == null) {
            throw new IOException("not a checkpoint of a trial: " + STATE_ENTRY + " or " + BEST_ENTRY + " is missing");
        }
        if (!file.updaterRead && updaterState(file.network).isPresent()) {
            throw new IOException("damaged: " + ModelSerializer.UPDATER_BIN + " is missing");
        }
        return new Checkpoint(file.network, file.best, file.state.completed(file.network));
    }

    /** An entry is checked against its checksum when it has been read to its end. */
    private void read(String entry, InputStream in) throws IOException {
        switch (entry) {
            case ModelSerializer.CONFIGURATION_JSON -> configuration = StoredConfiguration.read(in, mostNumbers);
            case ModelSerializer.COEFFICIENTS_BIN -> readParameters(in);
            case ModelSerializer.UPDATER_BIN -> {
                after(network, entry);
                FlatArray.read(
                        in,
                        updaterState(network).orElseThrow(() -> new IOException(entry + " is not of this network")));
                updaterRead = true;
            }
            case STATE_ENTRY -> state = JSON.readValue(StoredConfiguration.bounded(in, entry), Checkpoint.State.class);
            case BEST_ENTRY -> {
                best = Nd4j.createUninitialized(
                        DataType.FLOAT, after(network, entry).params().shape());
                FlatArray.read(in, best);
            }
            default -> {
                // Not ours.
            }
        }
    }

    private void readParameters(InputStream in) throws IOException {
        long length = after(configuration, ModelSerializer.COEFFICIENTS_BIN).getConfs().stream()
                .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
                .sum();
        if (length < 1 || length > mostNumbers) {
            throw new IOException("its model has " + length + " parameters, which a file of its size cannot hold");
        }
        INDArray parameters = Nd4j.createUninitialized(DataType.FLOAT, length);
        FlatArray.read(in, parameters);
        network = new MultiLayerNetwork(configuration);
        network.init(parameters, false);
    }

    /** What the update rule remembers, if it remembers anything. */
    private static Optional<INDArray> updaterState(MultiLayerNetwork network) {
        return Optional.ofNullable(network.getUpdater().getStateViewArray()).filter(state -> state.length() > 0);
    }

    private static <T> T after(T earlier, String entry) throws IOException {
        if (earlier == null) {
            throw new IOException("not a checkpoint of a trial: " + entry + " comes before what it belongs to");
        }
        return earlier;
    }
}
