package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.store.Store;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TextData;

/** Sweeps of one tiny trial on text each, in a folder, by name. */
record TextSweeps(Path folder) {
    static final String LANGUAGE_MODEL = "lm";
    static final String AMORTISED = "vae";
    static final String SEMI_AMORTISED = "sa-vae";
    static final int TEST_EXAMPLES = 40;
    private static final String TRIAL =
            """
            trial {
              dataset = grammar
              train-examples = 64
              validation-examples = 32
              test-examples = 40
              longest-sentence = 16
              hidden-units = 8
              embedding-units = 6
              batch-size = 16
              epochs = 1
              initial-range = 0.5
            """;

    /** Runs all three. */
    static TextSweeps run(Path folder) throws IOException {
        TextSweeps sweeps = new TextSweeps(folder);
        sweeps.run(LANGUAGE_MODEL, "model = lstm-lm");
        String vae = "model = lstm-vae, skip = true, latent-dim = 3, perplexity-samples = 7";
        sweeps.run(AMORTISED, vae);
        sweeps.run(SEMI_AMORTISED, vae + ", inference = semi-amortised, svi.steps = 2");
        return sweeps;
    }

    private void run(String name, String model) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".conf"), TRIAL + model + "\n}\n");
        StringWriter problems = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(problems, true))
                .execute("run", file.toString(), "--out", out(name));
        assertThat(code).as(problems.toString()).isZero();
    }

    /** The output. */
    String out(String name) {
        return folder.resolve(name).toString();
    }

    /** Id of the trial. */
    String id(String name) {
        return folder.resolve(name).resolve("trials").toFile().list()[0];
    }

    /** A file that the trial left. */
    Path file(String name, String file) {
        return folder.resolve(name).resolve("trials").resolve(id(name)).resolve(file);
    }

    /** The trial's test set. */
    SentenceSet test(String name) {
        Store store = Store.openExisting(out(name), new Configuration());
        DataRoot nowhere = new DataRoot(URI.create("file:/nowhere"), new Configuration());
        return TextData.of(
                        LoadedData.of(store.plan().orElseThrow().trials().get(0).spec(), nowhere))
                .test();
    }
}
