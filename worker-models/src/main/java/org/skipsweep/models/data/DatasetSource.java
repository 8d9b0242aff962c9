package org.skipsweep.models.data;

import java.util.List;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.TrialSpec;

/** Where the examples of a data set come from. */
public interface DatasetSource {
    /**
     * The three parts as a trial sees them.
     *
     * @param root not looked at for built-in data
     * @throws DataException if a file is missing or not what it should be
     */
    TrialData load(TrialSpec spec, DataRoot root);

    /**
     * What would keep {@link #load} from succeeding, as far as names and headers tell: one message for every file.
     *
     * @return empty if nothing was found
     */
    List<String> problems(DataRoot root);

    /** Reads every file completely and holds it against published checksums; a report for each, none for built-in data. */
    List<FileReport> check(DataRoot root);

    /** What a model must know of the examples, as far as it is known before they are read. */
    DataShape shape(TrialSpec spec);

    /** The published files; none for built-in data. */
    List<PublishedFile> files();

    /** Number of training, validation and test examples. */
    List<Integer> sizes();
}
