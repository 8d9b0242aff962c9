package org.skipsweep.driver.export.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * How a tracking server knows who asks, by the environment variables of MLflow's own clients: {@code MLFLOW_TRACKING_USERNAME} with
 * {@code MLFLOW_TRACKING_PASSWORD}, or else {@code MLFLOW_TRACKING_TOKEN}. They are never printed.
 */
final class Credentials {
    static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    private final Map<String, String> environment;

    /** @param environment variables by name */
    Credentials(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The same as MLflow's client takes them. */
    BasicMlflowHostCreds at(String server) {
        return new BasicMlflowHostCreds(
                server, environment.get(USERNAME), environment.get(PASSWORD), environment.get(TOKEN), false);
    }

    /** The value of the header {@code Authorization}, if there are any. */
    Optional<String> header() {
        if (environment.containsKey(USERNAME) && environment.containsKey(PASSWORD)) {
            String both = environment.get(USERNAME) + ":" + environment.get(PASSWORD);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.ofNullable(environment.get(TOKEN)).map(token -> "Bearer " + token);
    }

    /** Nothing that tells them. */
    @Override
    public String toString() {
        return "credentials";
    }
}
