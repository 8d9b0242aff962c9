package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.skipsweep.models.train.CheckpointTarget;

/** Every reader of what comes from elsewhere, by the name that {@code cluster/test/fuzz} knows it by. */
public final class FuzzTargets {
    private FuzzTargets() {}

    /** How to make the target of every name, in the order in which they are run. */
    static Map<String, Supplier<FuzzTarget>> all() {
        Map<String, Supplier<FuzzTarget>> targets = new LinkedHashMap<>();
        targets.put("idx", IdxTarget::new);
        targets.put("amat", AmatTarget::new);
        targets.put("mat", MatTarget::new);
        targets.put("text", TextTarget::new);
        targets.put("latents", LatentsTarget::new);
        targets.put("table", OutputTarget::ofTable);
        targets.put("checkpoint", CheckpointTarget::new);
        targets.put("plan", OutputTarget::ofPlan);
        targets.put("result", () -> OutputTarget.ofTrialFile("result.json"));
        targets.put("progress", () -> OutputTarget.ofTrialFile("progress.jsonl"));
        targets.put("classification", () -> OutputTarget.ofTrialFile("classification.json"));
        targets.put("sweep", SweepTarget::new);
        targets.put("arguments", ArgumentsTarget::new);
        targets.put("condition", ConditionTarget::new);
        return targets;
    }

    /** {@code FOLDER}: writes the seeds of every target into a folder of its name, and prints the names. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, Supplier<FuzzTarget>> target : all().entrySet()) {
            Path folder = Files.createDirectories(Path.of(arguments[0], target.getKey()));
            for (Map.Entry<String, byte[]> seed :
                    target.getValue().get().seeds().entrySet()) {
                Files.write(folder.resolve(seed.getKey()), seed.getValue());
            }
            System.out.println(target.getKey());
        }
    }
}
