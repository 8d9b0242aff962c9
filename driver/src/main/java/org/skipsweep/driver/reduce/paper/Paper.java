package org.skipsweep.driver.reduce.paper;

import java.util.List;
import java.util.Optional;
import org.skipsweep.driver.reduce.cell.Standing;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.ModelKeys;

/**
 * The tables of the paper that trials can stand in.
 *
 * @param tables in the order in which they are asked for a cell: what two of them have is the first one's
 */
public record Paper(List<PaperTable> tables) {
    /** All tables that there are. */
    public static final Paper DECLARED =
            new Paper(List.of(Table2.DECLARATION, Table1.DECLARATION, Table3.DECLARATION, Table4.DECLARATION));

    /** Copies the list. */
    public Paper {
        tables = List.copyOf(tables);
    }

    /** The table of that name, if there is one. */
    public Optional<PaperTable> find(String label) {
        return tables.stream().filter(table -> table.label().equals(label)).findFirst();
    }

    /** The name of the model of trials with those settings: the paper's, or that of the family where it has none. */
    public String model(KeyValues settings) {
        return tables.stream()
                .flatMap(table -> table.model(settings).stream())
                .map(PaperModel::name)
                .findFirst()
                .orElseGet(() -> settings.text(ModelKeys.MODEL));
    }

    /** The place of that model among those of its table, from 0; 0 where it has none. */
    int place(KeyValues settings) {
        return tables.stream()
                .flatMap(table -> table.model(settings).map(table.models()::indexOf).stream())
                .findFirst()
                .orElse(0);
    }

    /** Whether trials with those settings are of a model that the paper trained. */
    public boolean trained(KeyValues settings) {
        return tables.stream().anyMatch(table -> table.contains(settings));
    }

    /** Who says how trials stand to any of the tables. */
    public Standing.Judge judge() {
        return new PaperJudge(this, tables);
    }

    /** Trials beside the one table given. */
    public Comparison beside(PaperTable table, List<TrialRow> measured) {
        return Comparison.of(this, List.of(table), measured);
    }

    /** Trials beside every table that has models of theirs. */
    public Comparison beside(List<TrialRow> measured) {
        return Comparison.of(
                this,
                tables.stream()
                        .filter(table -> measured.stream().anyMatch(trial -> table.covers(trial.settings())))
                        .toList(),
                measured);
    }
}
