package org.skipsweep.driver.export.mlflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.Page;
import org.skipsweep.driver.export.MetricPoint;
import org.skipsweep.driver.message.UserError;

/**
 * A tracking server of MLflow, through MLflow's own client. All methods throw {@link UserError} if it does not answer, or refuses; the
 * message says what to do.
 */
final class MlflowServer implements AutoCloseable {
    /** The most of each that a request may hold. */
    private static final int METRICS = 1000;

    private static final int OTHERS = 100;
    private static final int PAGE = 1000;
    private static final int LONGEST_VALUE = 5000;

    private final Refusals refusals;
    private final MlflowClient client;

    MlflowServer(URI address, Credentials credentials) {
        this.refusals = new Refusals(address);
        this.client = new MlflowClient(credentials.at(address.toString()));
    }

    private <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (MlflowClientException e) {
            throw refusals.of(e);
        }
    }

    private void tell(Runnable request) {
        ask(() -> {
            request.run();
            return null;
        });
    }

    /**
     * The id of the experiment of that name, made if there is none.
     *
     * @throws UserError if there is one that was deleted
     */
    String experiment(String name) {
        Optional<Experiment> known = ask(() -> client.getExperimentByName(name));
        if (known.filter(experiment -> experiment.getLifecycleStage().equals("deleted"))
                .isPresent()) {
            throw new UserError("--experiment " + name + ": was deleted on this server and is kept there; restore it"
                    + " (mlflow experiments restore), or give another name");
        }
        return known.map(Experiment::getExperimentId).orElseGet(() -> ask(() -> client.createExperiment(name)));
    }

    /** The runs of an experiment that have a tag with that value, but for deleted ones, by their value of another tag. */
    Map<String, Run> runs(String experiment, String tag, String value, String by) {
        Map<String, Run> runs = new HashMap<>();
        String filter = "tags.`" + tag + "` = '" + value + "'";
        Page<Run> page = ask(() -> client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, PAGE));
        while (true) {
            page.getItems().forEach(run -> tag(run, by).ifPresent(key -> runs.merge(key, run, MlflowServer::earlier)));
            if (!page.hasNextPage()) {
                return runs;
            }
            Page<Run> before = page;
            page = ask(before::getNextPage);
        }
    }

    private static Run earlier(Run one, Run other) {
        return one.getInfo().getStartTime() <= other.getInfo().getStartTime() ? one : other;
    }

    /** The value of a tag of a run, if it has it. */
    static Optional<String> tag(Run run, String key) {
        return run.getData().getTagsList().stream()
                .filter(tag -> tag.getKey().equals(key))
                .map(RunTag::getValue)
                .findFirst();
    }

    /** A new run, which may not have begun yet. */
    RunInfo create(String experiment, String name, Optional<Instant> started, Map<String, String> tags) {
        CreateRun.Builder request = CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName(name)
                .addAllTags(tags(tags));
        started.ifPresent(time -> request.setStartTime(time.toEpochMilli()));
        return ask(() -> client.createRun(request.build()));
    }

    /** Moves a run to the server's bin, from which it can be restored. */
    void delete(String run) {
        tell(() -> client.deleteRun(run));
    }

    /** Adds numbers to a run. */
    void add(String run, List<MetricPoint> points) {
        List<Metric> metrics = points.stream()
                .map(point -> Metric.newBuilder()
                        .setKey(point.key())
                        .setValue(point.value())
                        .setStep(point.epoch())
                        .setTimestamp(point.time().toEpochMilli())
                        .build())
                .toList();
        parts(metrics, METRICS).forEach(part -> tell(() -> client.logBatch(run, part, List.of(), List.of())));
    }

    /** Sets parameters of a run, which never change. */
    void parameters(String run, Map<String, String> settings) {
        List<Param> parameters = settings.entrySet().stream()
                .map(setting -> Param.newBuilder()
                        .setKey(setting.getKey())
                        .setValue(cut(setting.getValue()))
                        .build())
                .toList();
        parts(parameters, OTHERS).forEach(part -> tell(() -> client.logBatch(run, List.of(), part, List.of())));
    }

    /** Sets tags of a run, or sets them anew. */
    void describe(String run, Map<String, String> tags) {
        parts(tags(tags), OTHERS).forEach(part -> tell(() -> client.logBatch(run, List.of(), List.of(), part)));
    }

    /** Says how far a run is. */
    void update(String run, String name, RunStatus status, Optional<Instant> ended) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("run_id", run)
                .put("run_name", name)
                .put("status", status.name());
        ended.ifPresent(time -> request.put("end_time", time.toEpochMilli()));
        ask(() -> client.sendPost("runs/update", request.toString()));
    }

    private static List<RunTag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> RunTag.newBuilder()
                        .setKey(tag.getKey())
                        .setValue(cut(tag.getValue()))
                        .build())
                .toList();
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 3) + "...";
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += size) {
            parts.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return parts;
    }

    @Override
    public void close() {
        client.close();
    }
}
