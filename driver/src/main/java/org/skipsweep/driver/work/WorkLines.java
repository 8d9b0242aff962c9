package org.skipsweep.driver.work;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.skipsweep.driver.message.TimeSpan;

/** A line for each tenth of a piece of work, with about how long the rest takes: for terminals, logs and pipes alike. */
public final class WorkLines implements Consumer<WorkNews> {
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final Map<String, Piece> pieces = new HashMap<>();

    /** What is known of a piece: where it was when it was first told of, and the last tenth that has its line. */
    private record Piece(long start, int before, int tenth) {}

    /** Lines go to {@code out} at once. */
    public WorkLines(PrintWriter out) {
        this(out, System::nanoTime);
    }

    WorkLines(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    /** Takes news from any thread. */
    @Override
    public synchronized void accept(WorkNews news) {
        int tenth = (int) (10L * news.done() / news.all());
        Piece piece = pieces.computeIfAbsent(news.of(), of -> new Piece(nanoTime.getAsLong(), news.done(), 0));
        if (tenth > piece.tenth()) {
            pieces.put(news.of(), new Piece(piece.start(), piece.before(), tenth));
            out.println(news + left(news, piece));
            out.flush();
        }
    }

    private String left(WorkNews news, Piece piece) {
        int done = news.done() - piece.before();
        int open = news.all() - news.done();
        if (done <= 0 || open <= 0) {
            return "";
        }
        double seconds = (nanoTime.getAsLong() - piece.start()) / 1e9;
        return ", about " + TimeSpan.of(seconds * open / done) + " left";
    }
}
