package org.skipsweep.driver.reduce.cell;

import java.util.List;
import java.util.stream.Collectors;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.TrialRow;

/**
 * What the numbers of a cell rest on.
 *
 * @param seeds number of trials
 * @param examples how many each had
 * @param engines who computed them, sorted and comma-separated
 */
public record CellCounts(int seeds, ExampleCounts examples, String engines) {

    static CellCounts of(List<TrialRow> trials) {
        String engines = trials.stream()
                .flatMap(trial -> trial.engine().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new CellCounts(trials.size(), ExampleCounts.greatest(trials), engines);
    }
}
