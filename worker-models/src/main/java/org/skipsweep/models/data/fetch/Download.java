package org.skipsweep.models.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.files.WholeFiles;

/**
 * Fetches published files over HTTP: continues a broken download, tries every home, and puts a file in its place only
 * after its checksums have proved right.
 */
public final class Download {
    private static final int ROUNDS = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final Configuration conf;
    private final Duration pause;
    private final DownloadListener listener;

    /** What {@link #fetch} did. */
    public enum Outcome {
        FETCHED,
        ALREADY_THERE
    }

    /** @param pause how long to wait after all homes have failed once; doubles every time */
    public Download(Configuration conf, Duration pause, DownloadListener listener) {
        this.conf = conf;
        this.pause = pause;
        this.listener = listener;
    }

    /**
     * Puts a file in its place below the data root, replacing one whose checksum is wrong.
     *
     * @throws DataException if no home gives the file, or not the right one, or it cannot be written; what has arrived
     *     is kept for the next call, unless its checksum was wrong
     */
    public Outcome fetch(PublishedFile file, URI dataRoot) {
        Path target = new Path(new Path(dataRoot), file.path());
        try {
            WholeFiles files = WholeFiles.on(target, conf);
            if (isThere(file, target)) {
                return Outcome.ALREADY_THERE;
            }
            files.requireWhole(target);
            PartFile part = new PartFile(files, target);
            fetch(file, part);
            part.publish();
            return Outcome.FETCHED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(target + ": interrupted; run the same command again to continue", e);
        } catch (IOException e) {
            throw new DataException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private boolean isThere(PublishedFile file, Path target) {
        try {
            return Checksum.mismatch(target, file.checksums(), conf).isEmpty();
        } catch (IOException absentOrUnreadable) {
            return false;
        }
    }

    private void fetch(PublishedFile file, PartFile part) throws IOException, InterruptedException {
        Map<URI, String> failures = new LinkedHashMap<>();
        Set<URI> homes = new LinkedHashSet<>(file.homes());
        for (int round = 0; round < ROUNDS && !homes.isEmpty(); round++) {
            if (round > 0) {
                Thread.sleep(pause.multipliedBy(1L << (round - 1)).toMillis());
            }
            for (URI home : file.homes()) {
                if (!homes.contains(home)) {
                    continue;
                }
                try {
                    boolean resumed = part.size() > 0;
                    transfer(file, home, part);
                    verify(file, part, resumed);
                    return;
                } catch (Refused e) {
                    homes.remove(home);
                    failures.put(home, e.getMessage());
                } catch (TransferFailed e) {
                    failures.put(home, e.getMessage());
                }
                listener.noted(file, home + ": " + failures.get(home));
            }
        }
        throw new DataException(file.name() + " could not be fetched:\n"
                + failures.entrySet().stream()
                        .map(failure -> "  " + failure.getKey() + ": " + failure.getValue())
                        .collect(Collectors.joining("\n"))
                + (part.size() == 0 ? "" : "\nRun the same command again to continue."));
    }

    private void transfer(PublishedFile file, URI home, PartFile part) throws IOException, InterruptedException {
        long have = part.size();
        if (file.bytes().isPresent() && have >= file.bytes().getAsLong()) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(home).timeout(Duration.ofSeconds(60));
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new TransferFailed("no connection (" + describe(e) + ")");
        }
        try (InputStream body = response.body()) {
            receive(file, response, body, part);
        }
    }

    private void receive(PublishedFile file, HttpResponse<?> response, InputStream body, PartFile part)
            throws IOException {
        long have = part.size();
        int status = response.statusCode();
        if (status == 206 && continues(response, have)) {
            listener.noted(file, "continuing at byte " + IdxFile.grouped(have));
        } else if (status == 200) {
            part.delete();
        } else if (status == 206 || status == 416) {
            part.delete();
            throw new TransferFailed("cannot continue at byte " + IdxFile.grouped(have) + ", starting again");
        } else if (status == 408 || status == 429 || status >= 500) {
            throw new TransferFailed("HTTP status " + status);
        } else {
            throw new Refused("HTTP status " + status + ", expected 200");
        }
        OptionalLong total = total(file, response, part.size());
        try {
            part.append(body, bytes -> total.ifPresent(all -> listener.advanced(file, bytes, all)));
        } catch (IOException e) {
            throw new TransferFailed(brokenOff(part, total) + " (" + describe(e) + ")");
        }
        if (total.isPresent() && part.size() < total.getAsLong()) {
            throw new TransferFailed(brokenOff(part, total));
        }
    }

    /** How long the file will be: as published or, where that is not known, as the server says. */
    private static OptionalLong total(PublishedFile file, HttpResponse<?> response, long have) {
        if (file.bytes().isPresent()) {
            return file.bytes();
        }
        OptionalLong rest = response.headers().firstValueAsLong("Content-Length");
        return rest.isPresent() ? OptionalLong.of(have + rest.getAsLong()) : rest;
    }

    private static boolean continues(HttpResponse<?> response, long have) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + have + "-"))
                .orElse(false);
    }

    private static void verify(PublishedFile file, PartFile part, boolean resumed) throws IOException {
        Optional<String> mismatch = part.mismatch(file.checksums());
        if (mismatch.isEmpty()) {
            return;
        }
        part.delete();
        String message = "wrong file: " + mismatch.get();
        throw resumed ? new TransferFailed(message) : new Refused(message);
    }

    private static String brokenOff(PartFile part, OptionalLong total) throws IOException {
        return "broken off after " + IdxFile.grouped(part.size())
                + (total.isPresent() ? " of " + IdxFile.grouped(total.getAsLong()) : "") + " bytes";
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** This home may do better next time. */
    private static final class TransferFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TransferFailed(String message) {
            super(message);
        }
    }

    /** This home does not have the file. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
