package org.skipsweep.driver.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skipsweep.driver.reduce.query.TrialTable;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Trial;

/** The conditions of {@code sweep results --where}. */
final class ConditionTarget implements Spoken {
    private static final Trial DONE = Samples.trial(1, "latent-dim", 20);
    private static final TrialTable TABLE = TrialTable.of(
            Samples.plan(DONE, Samples.trial(2)), Map.of(DONE.id(), Samples.done(DONE, Samples.PROVENANCE)));

    @Override
    public Map<String, byte[]> seeds() {
        String text =
                "skip = true and (latent-dim > 10 or not kl is null) or state in ('done', \"pending\") and elbo <> -1.5e3";
        return Map.of("all", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void read(byte[] input, Path folder) {
        List<TrialTable.Row> rows =
                TABLE.where(new String(input, StandardCharsets.UTF_8)).rows();
        if (rows.size() > TABLE.rows().size()) {
            throw new AssertionError("more rows than there are");
        }
    }

    @Override
    public String place() {
        return "--where";
    }
}
