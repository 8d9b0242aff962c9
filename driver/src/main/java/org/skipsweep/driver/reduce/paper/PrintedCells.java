package org.skipsweep.driver.reduce.paper;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.reduce.paper.PaperTables.PaperRow;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** The numbers printed in a table, by the settings of ours that they are about. */
final class PrintedCells {
    private final PaperTable table;
    private final Map<Address, Printed> cells = new HashMap<>();

    /**
     * A cell.
     *
     * @param numbers as the paper has them
     * @param remark what is doubtful about them; empty if nothing is known to be
     */
    record Printed(Measurements numbers, String remark) {
        static final Printed NOTHING = new Printed(Measurements.NONE, "");
    }

    /** @param settings values of the table's keys */
    private record Address(String model, KeyValues settings) {}

    PrintedCells(PaperTable table) {
        this.table = table;
        for (PaperRow row : PaperTables.load(table.number())) {
            for (Source source : table.fullRun().sources()) {
                if (source.label().equals(row.dataset())) {
                    source.datasets()
                            .forEach(dataset ->
                                    cells.put(address(row, dataset), new Printed(measurements(row), row.remark())));
                }
            }
        }
    }

    private Address address(PaperRow row, String dataset) {
        Map<TrialKey<?>, Object> values = new HashMap<>();
        for (TrialKey<?> key : table.keys()) {
            if (key.equals(DataKeys.DATASET)) {
                values.put(key, dataset);
            } else {
                row.find(key).ifPresent(value -> values.put(key, value));
            }
        }
        return new Address(row.model(), new KeyValues(values));
    }

    private Measurements measurements(PaperRow row) {
        Map<Metric, Double> values = new HashMap<>();
        table.metrics().forEach(metric -> row.find(metric).ifPresent(value -> values.put(metric, value)));
        return new Measurements(values);
    }

    /** The numbers of the cell that trials with those settings stand in, if they stand in one. */
    Optional<Printed> find(KeyValues settings) {
        return table.model(settings)
                .filter(model -> table.contains(settings))
                .map(model -> cells.get(new Address(model.name(), settings.only(table.keys()))));
    }
}
