package org.skipsweep.models.data;

import org.skipsweep.models.data.strokes.StrokesSource;
import org.skipsweep.models.data.text.GrammarSource;
import org.skipsweep.models.data.text.TextSource;
import org.skipsweep.models.data.text.YahooSource;
import org.skipsweep.models.trial.Dataset;

/** The sources of all data sets: the only place that tells one from another. */
public final class DatasetSources {
    private DatasetSources() {}

    /** The source of a data set. */
    public static DatasetSource of(Dataset dataset) {
        return switch (dataset) {
            case STROKES -> new StrokesSource();
            case MNIST -> new MnistSource();
            case BINARIZED_MNIST -> new BinarizedMnistSource();
            case OMNIGLOT -> new OmniglotSource();
            case YAHOO -> new YahooSource();
            case TEXT -> new TextSource();
            case GRAMMAR -> new GrammarSource();
        };
    }
}
