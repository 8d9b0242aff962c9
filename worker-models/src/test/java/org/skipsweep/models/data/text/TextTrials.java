package org.skipsweep.models.data.text;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

/** Trials on text, for tests. */
final class TextTrials {
    static final URI NOWHERE = URI.create("file:/no/such/folder");

    private TextTrials() {}

    /** A language model of defaults but for some values. */
    static TrialSpec spec(String dataset, Map<String, Object> changes) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("model", "lstm-lm");
        values.put("dataset", dataset);
        values.putAll(changes);
        return TrialKeys.completed(values);
    }

    static TextData load(String dataset, Map<String, Object> changes, URI root) {
        TrialSpec spec = spec(dataset, changes);
        return TextData.of(DatasetSources.of(spec.get(DataKeys.DATASET)).load(spec, root(root)));
    }

    static DataRoot root(URI root) {
        return new DataRoot(root, new Configuration());
    }
}
