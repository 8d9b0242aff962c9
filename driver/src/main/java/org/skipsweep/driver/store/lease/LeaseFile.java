package org.skipsweep.driver.store.lease;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.files.Creation;
import org.skipsweep.models.files.WholeFiles;

/** {@code OUT/driver.json}: who runs the sweep. */
final class LeaseFile {
    private final WholeFiles files;
    private final Path path;
    private final LeaseTimes times;
    private final ProcessTable processes;

    LeaseFile(WholeFiles files, Path root, LeaseTimes times, ProcessTable processes) {
        this.files = files;
        this.path = new Path(root, "driver.json");
        this.times = times;
        this.processes = processes;
    }

    Path output() {
        return path.getParent();
    }

    /**
     * Writes {@code holder} once nobody else holds the lease.
     *
     * @param messages told if that takes a while, and who is taken over from
     * @throws UserError if somebody does
     */
    void take(Holder holder, Consumer<String> messages) throws IOException, InterruptedException {
        while (true) {
            Optional<String> found = files.text(path);
            Creation creation = Creation.UNSURE;
            if (found.isPresent()) {
                if (!ended(found.get(), messages)) {
                    continue;
                }
                files.write(path, HolderParser.toJson(holder.renewedNow()));
            } else {
                creation = files.create(path, HolderParser.toJson(holder.renewedNow()));
            }
            if (creation == Creation.SURE || (creation == Creation.UNSURE && settled(holder))) {
                return;
            }
            Thread.sleep(times.look().toMillis());
        }
    }

    private boolean settled(Holder holder) throws IOException, InterruptedException {
        Thread.sleep(times.settling().toMillis());
        return isOf(holder, files.text(path));
    }

    /**
     * Whether the driver that a lease names is at work no more; false if the lease changed hands meanwhile.
     *
     * @throws UserError if it is at work
     */
    private boolean ended(String text, Consumer<String> messages) throws IOException, InterruptedException {
        Optional<Holder> holder = HolderParser.fromJson(text);
        ProcessTable.Sight sight = holder.flatMap(Holder::process)
                .filter(processes::isOf)
                .map(processes::look)
                .orElse(ProcessTable.Sight.HIDDEN);
        if (sight == ProcessTable.Sight.RUNS) {
            throw refusal(holder.orElseThrow());
        }
        if (sight == ProcessTable.Sight.HIDDEN) {
            Duration watch = holder.map(known -> times.watch(known.silence())).orElse(times.patience());
            messages.accept(output() + ": " + who(holder)
                    + " may be running this; looking for a sign of life, for up to " + watch.toSeconds() + " s");
            Optional<String> after = watch(text, watch);
            if (!after.equals(Optional.of(text))) {
                if (holder.isPresent() && isOf(holder.get(), after)) {
                    throw refusal(HolderParser.fromJson(after.orElseThrow()).orElseThrow());
                }
                return false;
            }
        }
        messages.accept(output() + ": going on from " + who(holder) + ", which has ended without saying so");
        return true;
    }

    /** What the lease holds as soon as that is another text, or at the end. */
    private Optional<String> watch(String text, Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Optional<String> now = Optional.of(text);
        while (now.equals(Optional.of(text)) && System.nanoTime() < end) {
            Thread.sleep(times.look().toMillis());
            now = files.text(path);
        }
        return now;
    }

    private UserError refusal(Holder holder) {
        return new UserError(output() + ": is being run by " + holder.text() + ", last sign of life "
                + Math.max(0, holder.silence().toSeconds())
                + " s ago. Two at once would train the same trials: wait for it, end it, or give another --out. sweep status,"
                + " tables and report work meanwhile");
    }

    private static String who(Optional<Holder> holder) {
        return holder.map(Holder::text).orElse("a driver that driver.json does not name");
    }

    /**
     * Gives a sign of life.
     *
     * @return who holds the lease instead, if it is another
     */
    Optional<String> renew(Holder holder) throws IOException {
        Optional<String> found = files.text(path);
        if (found.isPresent() && !isOf(holder, found)) {
            return Optional.of(who(HolderParser.fromJson(found.get())));
        }
        files.writeInside(path, HolderParser.toJson(holder.renewedNow()));
        return Optional.empty();
    }

    /** Gives the lease back. */
    void release(Holder holder) throws IOException {
        if (isOf(holder, files.text(path))) {
            files.fileSystem().delete(path, false);
        }
    }

    private static boolean isOf(Holder holder, Optional<String> text) {
        return text.flatMap(HolderParser::fromJson)
                .filter(found -> found.token().equals(holder.token()))
                .isPresent();
    }
}
