package org.skipsweep.models.data;

import java.util.List;
import java.util.Optional;
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

    /** Likewise for a trial, which may name files itself. */
    default List<String> problems(TrialSpec spec, DataRoot root) {
        return problems(root);
    }

    /** Reads every file completely and holds it against published checksums; a report for each, none for built-in data. */
    List<FileReport> check(DataRoot root);

    /** What a model must know of the examples, as far as it is known before they are read. */
    DataShape shape(TrialSpec spec);

    /** The published files that can be fetched; none for built-in data. */
    List<PublishedFile> files();

    /** How a user comes by the files, for a user; empty if they can be fetched, or there are none. */
    default Optional<String> byHand() {
        return Optional.empty();
    }

    /** Whether the program makes the examples itself, as many as a trial asks for, instead of reading them from files. */
    default boolean made() {
        return false;
    }

    /** Number of training, validation and test examples; empty if that is not known before they are read. */
    List<Integer> sizes();
}
