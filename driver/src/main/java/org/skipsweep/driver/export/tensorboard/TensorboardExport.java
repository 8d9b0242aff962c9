package org.skipsweep.driver.export.tensorboard;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.export.ExportListener;
import org.skipsweep.driver.export.MetricPoint;
import org.skipsweep.driver.export.TrialRecord;
import org.skipsweep.driver.export.TrialRecords;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.files.WholeFiles;

/**
 * Writes a folder for each trial that was begun, with one event file. The same trial has the same file, so that exporting again replaces
 * it; what TensorBoard has read of it stays as it was, since a trial only adds to it.
 */
public final class TensorboardExport {
    private static final String FILE = "events.out.tfevents.skip-sweep";
    private static final int LONGEST_NAME = 150;

    private final TrialRecords records;
    private final Path folder;
    private final WholeFiles files;

    /**
     * @param folder where the folders of trials go, with scheme
     * @throws IOException if its file system cannot be reached
     */
    public TensorboardExport(TrialRecords records, Path folder, Configuration hadoop) throws IOException {
        this.records = records;
        this.folder = folder;
        this.files = WholeFiles.on(folder, hadoop);
    }

    /**
     * Writes all trials.
     *
     * @return number of trials with a file
     * @throws UserError if a file of the output does not hold what it should, or none can be written
     */
    public int run(ExportListener listener) throws IOException {
        int written = 0;
        int seen = 0;
        for (Trial trial : records.plan().trials()) {
            TrialRecord record = records.read(trial);
            if (record.started().isPresent()) {
                write(record, record.started().get());
                written++;
            }
            listener.exported(++seen, records.plan().trials().size());
        }
        return written;
    }

    private void write(TrialRecord record, Instant started) throws IOException {
        Path file = new Path(new Path(folder, name(record)), FILE);
        try {
            files.write(file, out -> {
                EventFile events = new EventFile(out, started);
                events.summary(HyperParameters.of(record, started), 0, started);
                for (MetricPoint point : record.points()) {
                    events.scalar(point.key(), point.value(), point.epoch(), point.time());
                }
            });
        } catch (IOException e) {
            throw new UserError(
                    file + ": cannot be written (" + e.getMessage() + "); give --logdir a folder that can be", e);
        }
    }

    /** "skip=true,seed=1-09f28a9f6d", the name of its run: letters that every file system takes. */
    private static String name(TrialRecord record) {
        String settings = record.varied().stream()
                .map(key -> key + "=" + record.settings().getOrDefault(key, "-"))
                .collect(Collectors.joining(","))
                .replaceAll("[^A-Za-z0-9.,=+_-]", "_");
        String start = settings.substring(0, Math.min(LONGEST_NAME, settings.length()));
        return start.isEmpty() ? record.id() : start + "-" + record.id();
    }
}
