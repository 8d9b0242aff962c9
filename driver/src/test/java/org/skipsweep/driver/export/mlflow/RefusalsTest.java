package org.skipsweep.driver.export.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Refusals refusals = new Refusals(URI.create("http://host:5000"));

    @Test
    void refusedCredentials_areNamedByTheirVariables() {
        assertThat(refusals.of(401, "").getMessage())
                .contains("http://host:5000", "401", "MLFLOW_TRACKING_TOKEN", "MLFLOW_TRACKING_PASSWORD");
    }

    @Test
    void otherServer_isTold() {
        assertThat(refusals.of(404, "<html>")).hasMessageContaining("no MLflow tracking server answers here (404)");
        assertThat(refusals.unreachable(new ConnectException("Connection refused")))
                .hasMessageContaining("(Connection refused); start one with `mlflow server`");
    }

    @Test
    void otherAnswers_areShown_cutShort() {
        assertThat(refusals.of(400, "{\"message\": \"too\nlong\"}"))
                .hasMessageContaining("answers with 400: {\"message\": \"too long\"}");
        assertThat(refusals.of(500, "x".repeat(5000)).getMessage().length()).isLessThan(400);
    }

    @Test
    void nameAndPassword_comeBeforeAToken_andNeitherIsPrinted() {
        Credentials both = new Credentials(
                Map.of(Credentials.USERNAME, "ann", Credentials.PASSWORD, "secret", Credentials.TOKEN, "token"));
        assertThat(both.header()).contains("Basic YW5uOnNlY3JldA==");
        assertThat(new Credentials(Map.of(Credentials.TOKEN, "token")).header()).contains("Bearer token");
        assertThat(new Credentials(Map.of()).header()).isEqualTo(Optional.empty());
        assertThat(both.toString()).doesNotContain("secret", "token");
    }
}
