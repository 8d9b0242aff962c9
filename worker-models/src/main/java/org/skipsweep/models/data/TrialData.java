package org.skipsweep.models.data;

import java.util.List;
import java.util.SortedMap;
import org.skipsweep.models.trial.Dataset;

/** The three parts of a data set as a trial sees them. */
public sealed interface TrialData permits ImageData, TextData {
    /** Which data set. */
    Dataset dataset();

    /** What is trained on. */
    Examples train();

    /** What selects the epoch. */
    Examples validation();

    /** What is reported. */
    Examples test();

    /**
     * SHA-256, in hexadecimal, of every file that was read, by its path below the data root or as the trial names it, or
     * of every part that the program made, by data set, part and size.
     */
    SortedMap<String, String> checksums();

    /** What a person should know of how the files were read, a sentence each. */
    default List<String> notes() {
        return List.of();
    }
}
