package org.skipsweep.driver.page.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.page.ReportPage;
import org.skipsweep.driver.submission.GivenPath;

/**
 * Serves the page of an output, finished or running: {@code /} is the page, {@code /state?since=N} what is new after version N, as JSON,
 * and of trials that run here, under {@code running}, where they are now.
 * It only reads. Four requests are answered at a time and few more wait; one that takes more than half a minute to arrive and be
 * understood, or a minute to be answered, is dropped.
 */
public final class ReportServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    /** The JDK's server reads its limits from the system's properties, once, when the first one is made. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.maxRspTime", "60",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "32",
            "jdk.httpserver.maxConnections", "128");

    private final HttpServer server;
    private final ExecutorService executor;
    private final Gate gate;
    private final SharedView view;
    private final RunningTrials running;
    private final ReportPage page = ReportPage.served();
    private final String host;

    private ReportServer(
            HttpServer server,
            ExecutorService executor,
            Gate gate,
            SharedView view,
            RunningTrials running,
            String host) {
        this.server = server;
        this.executor = executor;
        this.gate = gate;
        this.view = view;
        this.running = running;
        this.host = host;
    }

    /**
     * Starts to serve.
     *
     * @param out a path or URI; until there is an output, the page says so and asks again
     * @param running what this process knows of trials that it runs, possibly nothing
     * @param host name or address to listen at; only this machine reaches a loopback one
     * @param port 0 for any that is free
     * @throws UserError if {@code out} is no place, or nothing can listen there
     */
    public static ReportServer start(String out, Configuration hadoop, RunningTrials running, String host, int port) {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        String place = GivenPath.of("", out, hadoop).toString();
        HttpServer server;
        Gate gate;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), WAITING);
            gate = Gate.at(server.getAddress(), host);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    host + ":" + port + ": cannot listen here (" + e.getMessage()
                            + "); give another port, or 0 for any",
                    e);
        }
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), ReportServer::thread);
        server.setExecutor(executor);
        ReportServer started = new ReportServer(server, executor, gate, new SharedView(place, hadoop), running, host);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sweep-ui");
        thread.setDaemon(true);
        return thread;
    }

    /** Where a browser finds the page, the token included where one is needed. */
    public String address() {
        return "http://" + host + ":" + server.getAddress().getPort() + "/" + gate.query();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            switch (gate.answer(exchange)) {
                case FOREIGN -> refuse(exchange, 403, "this server answers under its own address only");
                case NO_TOKEN -> refuse(exchange, 401, "the address that was printed ends with ?token=...");
                case TAKE_COOKIE -> {
                    exchange.getResponseHeaders().set("Set-Cookie", gate.cookie());
                    exchange.getResponseHeaders().set("Location", "/");
                    exchange.sendResponseHeaders(303, -1);
                }
                case ENTER -> serve(exchange);
            }
        } catch (UserError e) {
            exchange.getResponseHeaders().set("Refresh", "2");
            refuse(exchange, 503, String.join("\n", e.problems()));
        } finally {
            exchange.close();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            refuse(exchange, 405, "only GET");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> send(exchange, 200, "text/html; charset=utf-8", page.render(changes(0)));
            case "/state" -> state(exchange);
            default -> refuse(exchange, 404, "here are / and /state?since=N");
        }
    }

    private void state(HttpExchange exchange) throws IOException {
        String since = Gate.parameter(exchange.getRequestURI(), "since").orElse("0");
        if (!since.matches("[0-9]{1,18}")) {
            refuse(exchange, 400, "since must be a version, a whole number");
            return;
        }
        ObjectNode changes = changes(Long.parseLong(since));
        send(exchange, 200, "application/json", changes.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode changes(long since) {
        return view.changes(since).set("running", running.json());
    }

    private static void refuse(HttpExchange exchange, int code, String why) throws IOException {
        send(exchange, code, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        Map.of(
                        "Content-Type", type,
                        "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cross-Origin-Resource-Policy", "same-origin")
                .forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
