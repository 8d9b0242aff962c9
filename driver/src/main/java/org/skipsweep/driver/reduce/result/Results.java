package org.skipsweep.driver.reduce.result;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All trials of a sweep that have ended, by id.
 *
 * @param rows as {@code results.parquet} holds them
 * @param trials the same as values
 */
public record Results(Dataset<Row> rows, List<TrialRow> trials) {

    /** Copies the list. */
    public Results {
        trials = List.copyOf(trials);
    }

    /** The trials that tables and figures are made of. */
    public List<TrialRow> measured() {
        return trials.stream().filter(TrialRow::measured).toList();
    }
}
