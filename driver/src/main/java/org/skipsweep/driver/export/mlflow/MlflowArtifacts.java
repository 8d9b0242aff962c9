package org.skipsweep.driver.export.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.skipsweep.driver.message.UserError;

/**
 * Artefacts of runs that the tracking server keeps for its clients ({@code mlflow-artifacts:}, its default). MLflow's client for Java
 * would call its Python for them.
 */
final class MlflowArtifacts {
    private static final String KEPT_BY_THE_SERVER = "mlflow-artifacts";
    private static final String API = "/api/2.0/mlflow-artifacts/artifacts";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BAD = 400;

    private final URI server;
    private final Credentials credentials;
    private final Refusals refusals;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    MlflowArtifacts(URI server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
        this.refusals = new Refusals(server);
    }

    /** Whether the server takes the artefacts of a run; else they lie where only MLflow's Python reaches. */
    static boolean takes(String artifactUri) {
        return artifactUri.startsWith(KEPT_BY_THE_SERVER + ":");
    }

    /**
     * Puts a file in the place of whatever a run has under that name.
     *
     * @param artifactUri of the run, which the server {@link #takes}
     * @param name relative to it, folders with {@code /}
     * @throws UserError if the server does not take it
     */
    void put(String artifactUri, String name, byte[] content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(artifactUri, name))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        credentials.header().ifPresent(header -> request.header("Authorization", header));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= BAD) {
                throw refusals.of(answer.statusCode(), name + ": " + answer.body());
            }
        } catch (IOException e) {
            throw refusals.unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted; the same command goes on with the export", e);
        }
    }

    private URI address(String artifactUri, String name) {
        URI folder = URI.create(artifactUri);
        String authority = Optional.ofNullable(folder.getAuthority()).orElse(server.getAuthority());
        String base = folder.getAuthority() == null ? server.getPath() : "";
        try {
            return new URI(server.getScheme(), authority, base + API + folder.getPath() + "/" + name, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(artifactUri + " and " + name + " make no address", e);
        }
    }
}
