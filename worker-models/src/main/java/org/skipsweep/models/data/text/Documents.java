package org.skipsweep.models.data.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The documents of any file as a trial sees them: cut, dropped and numbered by its limits and its vocabulary.
 *
 * @param sentences by rising length
 * @param lines the line in the file of each, counted from 1
 * @param texts the words of each, those that are not in the vocabulary too
 */
public record Documents(SentenceSet sentences, int[] lines, List<String> texts) {

    /**
     * Reads a file completely.
     *
     * @param trained sentences of the trial, whose vocabulary is taken
     * @throws DataException if it cannot be read, is not UTF-8 throughout, or no document of it is kept
     */
    public static Documents read(Path path, Configuration configuration, TrialSpec trial, SentenceSet trained) {
        TextFile file = TextFile.read(path, configuration, TextSpec.of(trial));
        List<int[]> documents = file.corpus().documents();
        int[] order = SentenceSet.byLength(documents);
        List<String> words = file.corpus().words();
        List<String> texts = Arrays.stream(order)
                .mapToObj(index ->
                        Arrays.stream(documents.get(index)).mapToObj(words::get).collect(Collectors.joining(" ")))
                .toList();
        return new Documents(
                TextParts.encoded(file.corpus(), trained.vocabulary(), trained.longest()),
                Arrays.stream(order).map(index -> file.lines()[index]).toArray(),
                texts);
    }
}
