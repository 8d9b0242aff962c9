package org.skipsweep.driver.export.tensorboard;

import java.time.Instant;
import java.util.Map;
import org.nd4j.shade.protobuf.ByteString;
import org.skipsweep.driver.export.TrialRecord;
import org.tensorflow.framework.Summary;
import org.tensorflow.framework.SummaryMetadata;

/**
 * The settings of a trial as the plugin {@code hparams} of TensorBoard takes them, by which it lists, filters and compares runs: its
 * message {@code HParamsPluginData} with a {@code SessionStartInfo}. Numbers are numbers there.
 */
final class HyperParameters {
    private static final String PLUGIN = "hparams";
    private static final String TAG = "_hparams_/session_start_info";
    /** Field numbers. */
    private static final int SESSION_START = 3;

    private static final int HPARAMS = 1;
    private static final int GROUP_NAME = 4;
    private static final int START_TIME = 5;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;

    private static final double MILLIS = 1e3;

    private HyperParameters() {}

    static Summary.Value.Builder of(TrialRecord record, Instant started) {
        ByteString session = Message.of(out -> {
            for (Map.Entry<String, String> setting : record.settings().entrySet()) {
                out.writeBytes(HPARAMS, Message.of(entry -> {
                    entry.writeString(KEY, setting.getKey());
                    entry.writeBytes(VALUE, value(setting.getValue()));
                }));
            }
            out.writeString(GROUP_NAME, record.id());
            out.writeDouble(START_TIME, started.toEpochMilli() / MILLIS);
        });
        SummaryMetadata.PluginData.Builder plugin = SummaryMetadata.PluginData.newBuilder()
                .setPluginName(PLUGIN)
                .setContent(Message.of(out -> out.writeBytes(SESSION_START, session)));
        return Summary.Value.newBuilder()
                .setTag(TAG)
                .setMetadata(SummaryMetadata.newBuilder().setPluginData(plugin));
    }

    private static ByteString value(String text) {
        return Message.of(out -> {
            try {
                out.writeDouble(NUMBER, Double.parseDouble(text));
            } catch (NumberFormatException e) {
                out.writeString(TEXT, text);
            }
        });
    }
}
