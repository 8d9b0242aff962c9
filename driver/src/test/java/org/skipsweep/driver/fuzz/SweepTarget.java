package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.PlanParser;

/** Sweep files, beside one that they can include; whatever plan they make can be kept and read again. */
final class SweepTarget implements FuzzTarget {
    private static final int MOST_KEPT = 100;
    private static final String ALL =
            """
            include "common"
            sweep.name = "depth"
            define { width = 8, dims = [2, 5] } // own
            trial { dataset = strokes, model = mlp-vae, hidden-units = ${define.width}, epochs = 1, learning-rate = 1e-3 }
            grid { latent-dim = ${define.dims}, decoder-layers = ["1..2"], skip = [false, true] }
            zip = [{ batch-size = [10, 20], gradient-clip = [1, 5] }]
            exclude = [{ decoder-layers = 2, skip = false }]
            seeds = "1..3"
            reduce = table3
            run { checkpoint-every = 2, max-attempts = 1 }
            classification.epochs = 3
            """;
    private static final String GRIDS =
            """
            grid = [{ model = [lstm-lm], dataset = [grammar] }, { model = [lstm-vae], dataset = [grammar], skip = [true] }]
            trial.train-examples = all
            trial.epochs = ${?NONE}
            seeds.count = 2
            reduce = "settings"
            """;

    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("all", ALL.getBytes(StandardCharsets.UTF_8));
        seeds.put("grids", GRIDS.getBytes(StandardCharsets.UTF_8));
        seeds.put("json", "{\"trial\": {\"model\": \"no-op\"}, \"seeds\": [1]}".getBytes(StandardCharsets.UTF_8));
        return seeds;
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path common = folder.resolve("common.conf");
        if (!Files.exists(common)) {
            Files.writeString(common, "trial.validation-examples = 100\n");
        }
        Path file = Files.write(folder.resolve("fuzz.conf"), input);
        Plan plan = SweepFile.read(file.toString(), List.of(), hadoop);
        if (plan.trials().size() <= MOST_KEPT
                && !PlanParser.fromJson(PlanParser.toJson(plan)).equals(plan)) {
            throw new AssertionError("another plan when it is read again");
        }
    }
}
