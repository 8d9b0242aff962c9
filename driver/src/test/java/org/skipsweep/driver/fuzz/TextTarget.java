package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.data.text.Documents;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/** Files of documents, read as a trial on the built-in grammar reads them. */
final class TextTarget implements FuzzTarget {
    private static final TrialSpec TRIAL = TrialKeys.completed(Map.of(
            "dataset",
            "grammar",
            "model",
            "lstm-vae",
            "train-examples",
            50,
            "validation-examples",
            5,
            "test-examples",
            5));

    private final Configuration hadoop = new Configuration();
    private SentenceSet trained;

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        String text = String.join("\n", List.of("the cat sees a dog", "", "\ta  dog\r", "é ü <unk> _UNK <s>")) + "\n";
        seeds.put("documents", text.getBytes(StandardCharsets.UTF_8));
        seeds.put("packed-documents", Packed.gzip(seeds.get("documents")));
        return seeds;
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        if (trained == null) {
            trained = TextData.of(LoadedData.of(TRIAL, new DataRoot(folder.toUri(), hadoop), Map.of()))
                    .train();
        }
        Path file = Files.write(folder.resolve("documents.txt"), input);
        Documents.read(new org.apache.hadoop.fs.Path(file.toUri()), hadoop, TRIAL, trained);
    }
}
