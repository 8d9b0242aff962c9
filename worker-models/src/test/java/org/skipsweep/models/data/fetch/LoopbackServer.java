package org.skipsweep.models.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that serves one file at any path, on this machine only, and breaks connections as told. */
final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final byte[] file;

    /** How the server treats a request. */
    enum Manners {
        /** Knows ranges. */
        GOOD,
        /** Sends everything whatever range is asked for. */
        IGNORES_RANGES,
        /** Knows ranges, but closes the connection after half of what is asked for. */
        BREAKS_OFF,
        /** Answers 404. */
        HAS_NOTHING,
        /** Answers 503. */
        IS_BUSY
    }

    /** Requests are treated as {@code manners} say, the last one for all that follow. */
    LoopbackServer(byte[] file, Manners... manners) throws IOException {
        this.file = file;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "all" : range);
            answer(exchange, range, manners[Math.min(ranges.size(), manners.length) - 1]);
        });
        server.start();
    }

    /** What was asked for so far: {@code all} or the Range header, one for each request. */
    List<String> ranges() {
        return ranges;
    }

    URI address(String path) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, String range, Manners manners) throws IOException {
        switch (manners) {
            case HAS_NOTHING -> exchange.sendResponseHeaders(404, -1);
            case IS_BUSY -> exchange.sendResponseHeaders(503, -1);
            case IGNORES_RANGES -> send(exchange, 200, file, file.length);
            case GOOD, BREAKS_OFF -> {
                int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
                byte[] rest = Arrays.copyOfRange(file, from, file.length);
                if (range != null) {
                    exchange.getResponseHeaders()
                            .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
                }
                send(
                        exchange,
                        range == null ? 200 : 206,
                        rest,
                        manners == Manners.GOOD ? rest.length : rest.length / 2);
            }
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes, int sent) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, sent);
        exchange.getResponseBody().flush();
    }
}
