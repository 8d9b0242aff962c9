import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.Socket;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/**
 * fabric8's API server, which keeps what it is given, and what Spark needs beyond that: a pod is pending at first, and
 * server-side apply, as creation of what is new and merging into what is there.
 */
final class MiniApiServer extends KubernetesCrudDispatcher {
    @Override
    public MockResponse handleCreate(RecordedRequest request) {
        if (!request.getPath().endsWith("/pods")) {
            return super.handleCreate(request);
        }
        Pod pod = Serialization.unmarshal(request.getBody().readUtf8(), Pod.class);
        Pod pending = new PodBuilder(pod).withNewStatus().withPhase("Pending").endStatus().build();
        Buffer body = new Buffer().writeUtf8(Serialization.asJson(pending));
        return super.handleCreate(as("POST", request.getPath(), "application/json", body, request));
    }

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        if (!String.valueOf(request.getHeader("Content-Type")).contains("apply-patch")) {
            return super.handlePatch(request);
        }
        String path = request.getPath().replaceFirst("\\?.*", "");
        Buffer body = request.getBody();
        return findResource(getKey(path)) == null
                ? handleCreate(as("POST", path.replaceFirst("/[^/]*$", ""), "application/json", body, request))
                : super.handlePatch(as("PATCH", path, "application/merge-patch+json", body, request));
    }

    private static RecordedRequest as(String method, String path, String type, Buffer body, RecordedRequest request) {
        return new RecordedRequest(
                method + " " + path + " HTTP/1.1",
                request.getHeaders().newBuilder().set("Content-Type", type).build(),
                request.getChunkSizes(),
                body.size(),
                body,
                request.getSequenceNumber(),
                new Socket());
    }
}
