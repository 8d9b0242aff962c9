package org.skipsweep.driver.page.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;

class ReportServerTest {
    private final RunningTrials running = new RunningTrials();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeOutput() {
        Store.openForWriting(folder.toString(), new Configuration()).freeze(Samples.planOf(2));
    }

    private ReportServer start(String host) {
        return ReportServer.start(folder.toString(), new Configuration(), running, host, 0);
    }

    /** All of the answer, as a client that may send anything gets it. */
    private static String ask(ReportServer server, String line, String... headers) throws IOException {
        URI address = URI.create(server.address());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            String request = line + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream()
                    .write(request.replace("PORT", Integer.toString(address.getPort()))
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void pageAndState_areServed() throws IOException {
        try (ReportServer server = start("127.0.0.1")) {
            assertThat(ask(server, "GET /", "Host: localhost:PORT"))
                    .startsWith("HTTP/1.1 200")
                    .contains("<html lang=\"en\" data-live>", "connect-src 'self'");
            assertThat(ask(server, "GET /state?since=0", "Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"))
                    .contains("\"version\":1", "\"waiting\"");
            assertThat(ask(server, "GET /state?since=1", "Host: 127.0.0.1:PORT"))
                    .contains("\"trials\":[]");
            assertThat(ask(server, "GET /state?since=x", "Host: 127.0.0.1:PORT"))
                    .startsWith("HTTP/1.1 400");
            assertThat(ask(server, "GET /plan.json", "Host: 127.0.0.1:PORT")).startsWith("HTTP/1.1 404");
            assertThat(ask(server, "POST /", "Host: 127.0.0.1:PORT", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void trialsThatRunHere_areWhereTheyAreNow_whateverIsNewInTheOutput() throws IOException {
        try (ReportServer server = start("127.0.0.1")) {
            running.at("0a", new RunningTrials.Place(1, 40, 12, 500, OptionalDouble.empty(), OptionalDouble.empty()));
            assertThat(ask(server, "GET /state?since=1", "Host: 127.0.0.1:PORT"))
                    .contains("\"running\":{\"0a\":{\"epoch\":1,\"epochs\":40,\"step\":12,\"steps\":500}}");
            running.at("0a", new RunningTrials.Place(2, 40, 1, 500, OptionalDouble.of(50), OptionalDouble.of(390)));
            assertThat(ask(server, "GET /state?since=1", "Host: 127.0.0.1:PORT"))
                    .contains("\"steps_per_second\":50.0,\"seconds_left\":390.0");
            running.ended("0a");
            assertThat(ask(server, "GET /state?since=1", "Host: 127.0.0.1:PORT"))
                    .contains("\"running\":{}");
        }
    }

    @Test
    void beforeTheRunHasBegun_thePageSaysSoAndComesAgain() throws IOException {
        String later = folder.resolve("later").toString();
        try (ReportServer server = ReportServer.start(later, new Configuration(), running, "127.0.0.1", 0)) {
            assertThat(ask(server, "GET /", "Host: 127.0.0.1:PORT"))
                    .startsWith("HTTP/1.1 503")
                    .contains("Refresh: 2", "holds no plan.json");
        }
    }

    @Test
    void otherHostsAndOrigins_areRefused() throws IOException {
        try (ReportServer server = start("127.0.0.1")) {
            assertThat(ask(server, "GET /", "Host: attacker.example:PORT")).startsWith("HTTP/1.1 403");
            assertThat(ask(server, "GET /", "Host: 127.0.0.1")).startsWith("HTTP/1.1 403");
            assertThat(ask(server, "GET /state", "Host: 127.0.0.1:PORT", "Origin: http://attacker.example"))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask(server, "GET /state", "Host: 127.0.0.1:PORT", "Origin: null"))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask(server, "GET /state", "Host: 127.0.0.1:PORT", "Sec-Fetch-Site: cross-site"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void beyondThisMachine_theTokenIsNeeded() throws IOException {
        try (ReportServer server = start("0.0.0.0")) {
            String query = URI.create(server.address()).getQuery();
            assertThat(query).matches("token=[0-9a-f]{32}");
            assertThat(ask(server, "GET /", "Host: 127.0.0.1:PORT")).startsWith("HTTP/1.1 401");
            assertThat(ask(server, "GET /?token=0", "Host: 127.0.0.1:PORT")).startsWith("HTTP/1.1 401");
            assertThat(ask(server, "GET /?" + query, "Host: 127.0.0.1:PORT"))
                    .startsWith("HTTP/1.1 303")
                    .containsIgnoringCase("Set-cookie: sweep-" + query + "; HttpOnly; SameSite=Strict");
            assertThat(ask(server, "GET /state", "Host: 127.0.0.1:PORT", "Cookie: a=b; sweep-" + query))
                    .startsWith("HTTP/1.1 200");
            assertThat(ask(server, "GET /state", "Host: attacker.example:PORT", "Cookie: sweep-" + query))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aPortThatIsTaken_isNamed() throws IOException {
        try (ReportServer server = start("127.0.0.1")) {
            int port = URI.create(server.address()).getPort();
            assertThatThrownBy(() ->
                            ReportServer.start(folder.toString(), new Configuration(), running, "127.0.0.1", port))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("127.0.0.1:" + port + ": cannot listen here");
        }
    }
}
