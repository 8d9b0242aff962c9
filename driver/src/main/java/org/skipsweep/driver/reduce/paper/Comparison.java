package org.skipsweep.driver.reduce.paper;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.cell.TableText;
import org.skipsweep.driver.reduce.claim.Claim;
import org.skipsweep.driver.reduce.claim.Evidence;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * Trials beside tables of the paper.
 *
 * @param tables in the order in which they are asked for the numbers of a cell
 * @param layout of a table of the cells
 * @param cells that the trials make, in order
 */
public record Comparison(List<PaperTable> tables, Layout layout, List<Cell> cells) {
    /** What tells trials apart of which the paper has no table. */
    private static final List<TrialKey<?>> KEYS =
            List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM, ModelKeys.DECODER_LAYERS, ModelKeys.SKIP);

    static Comparison of(Paper paper, List<PaperTable> tables, List<TrialRow> measured) {
        Layout layout = tables.isEmpty()
                ? Layout.of(KEYS, List.of(), ImageTables.METRICS, measured)
                : Layout.of(
                        union(tables, PaperTable::keys),
                        union(tables, PaperTable::named),
                        union(tables, PaperTable::metrics),
                        measured);
        return new Comparison(tables, layout, Cell.of(measured, new PaperJudge(paper, tables), layout));
    }

    private static <T> List<T> union(List<PaperTable> tables, Function<PaperTable, Collection<T>> part) {
        return tables.stream()
                .flatMap(table -> part.apply(table).stream())
                .distinct()
                .toList();
    }

    /** What a text about the cells says of itself. */
    public TableText.Words words(String title) {
        Optional<PaperTable> first = tables.stream().findFirst();
        return new TableText.Words(
                title,
                first.map(table -> table.fullRun().examples()).orElse("examples"),
                first.map(PaperTable::fullRunPhrase),
                doubts());
    }

    /** Those of tables whose numbers stand beside a cell. */
    private List<String> doubts() {
        List<Cell> printed = cells.stream()
                .filter(cell -> !cell.standing().paper().values().isEmpty())
                .toList();
        return tables.stream()
                .filter(table -> printed.stream().anyMatch(cell -> table.covers(cell.settings())))
                .flatMap(table -> table.doubts().stream())
                .distinct()
                .toList();
    }

    /** What the paper says of its tables, checked on those cells whose models stand in them. */
    public List<Claim> claims() {
        LinkedHashMap<List<Integer>, List<Cell>> standing =
                cells.stream().collect(groupingBy(cell -> numbers(cell.settings()), LinkedHashMap::new, toList()));
        return standing.entrySet().stream()
                .flatMap(entry -> claims(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private List<Integer> numbers(KeyValues settings) {
        return tables.stream()
                .filter(table -> table.covers(settings))
                .map(PaperTable::number)
                .toList();
    }

    private List<Claim> claims(List<Integer> numbers, List<Cell> standing) {
        Evidence evidence = Evidence.of(standing, layout);
        return tables.stream()
                .filter(table -> numbers.contains(table.number()))
                .flatMap(table -> table.checks().stream())
                .distinct()
                .flatMap(check -> check.on(evidence).stream())
                .toList();
    }
}
