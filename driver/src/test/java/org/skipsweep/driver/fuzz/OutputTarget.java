package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.skipsweep.driver.page.OutputView;
import org.skipsweep.driver.reduce.output.PlanHeader;
import org.skipsweep.driver.store.ProgressParser;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialResultParser;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.PlanParser;
import org.skipsweep.driver.sweep.plan.Trial;

/** One file of an output whose others are well, as the verbs that look at outputs read it. */
final class OutputTarget implements FuzzTarget {
    private static final Trial TRIAL = Samples.trial(1);
    private static final Plan PLAN = Samples.plan(TRIAL);

    private final Configuration hadoop = new Configuration();
    private final String file;
    private final Map<String, byte[]> seeds;

    private OutputTarget(String file, Map<String, byte[]> seeds) {
        this.file = file;
        this.seeds = seeds;
    }

    /** The plan. */
    static OutputTarget ofPlan() {
        return new OutputTarget("plan.json", Map.of("plan", bytes(PlanParser.toJson(PLAN))));
    }

    /** A file in the folder of a trial. */
    static OutputTarget ofTrialFile(String name) {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        switch (name) {
            case "result.json" -> {
                seeds.put("done", bytes(TrialResultParser.toJson(Samples.done(TRIAL, Samples.PROVENANCE))));
                seeds.put("failed", bytes(TrialResultParser.toJson(Samples.failed(TRIAL))));
            }
            case "progress.jsonl" -> seeds.put(
                    "two-epochs",
                    bytes(ProgressParser.toJson(Samples.epoch(1, -100)) + "\n"
                            + ProgressParser.toJson(Samples.epoch(2, -90)) + "\n"));
            case "classification.json" -> seeds.put(
                    "one-classifier",
                    bytes(
                            "{\"id\": \"" + TRIAL.id() + "\", \"train_examples\": 3, \"validation_examples\": 2,"
                                    + " \"test_examples\": 1, \"seconds\": 0.5, \"classifiers\": [{\"hidden_layers\": 1,"
                                    + " \"epochs\": 2, \"best_epoch\": 1, \"validation_accuracy\": 0.5, \"test_accuracy\": 1}]}"));
            default -> throw new IllegalArgumentException(name);
        }
        return new OutputTarget("trials/" + TRIAL.id() + "/" + name, seeds);
    }

    /** A table in Parquet. */
    static OutputTarget ofTable() {
        String schema =
                "message table { required binary model (UTF8); required double elbo; optional int64 seeds; optional boolean"
                        + " skip; optional float kl; optional group more (LIST) { repeated group list { optional int32 element; } } }";
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        try {
            for (WriterVersion version : WriterVersion.values()) {
                seeds.put(
                        version.name(),
                        SmallParquet.of(schema, version, CompressionCodecName.UNCOMPRESSED, (row, number) -> {
                            row.append("model", "vae")
                                    .append("elbo", -94.5 - number)
                                    .append("seeds", 3L);
                            row.append("skip", true).append("kl", 1.5f);
                            row.addGroup("more").addGroup("list").add("element", number);
                        }));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new OutputTarget("claims.parquet", seeds);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, byte[]> seeds() {
        return seeds;
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path plan = folder.resolve("plan.json");
        if (!Files.exists(plan)) {
            Files.createDirectories(folder.resolve("trials/" + TRIAL.id()));
            Files.write(plan, bytes(PlanParser.toJson(PLAN)));
        }
        Files.write(folder.resolve(file), input);
        if (!file.endsWith(".parquet")) {
            asStore(folder.toString());
        }
        OutputView.of(folder.toString(), hadoop).changes(0);
    }

    private void asStore(String out) throws IOException {
        Store store = Store.openExisting(out, hadoop);
        Plan plan = store.plan().orElseThrow();
        PlanHeader.read(hadoop, new org.apache.hadoop.fs.Path(out));
        store.statuses(plan);
        for (Trial trial : plan.trials()) {
            TrialFolder trialFolder = store.trial(trial);
            trialFolder.classification();
        }
    }
}
