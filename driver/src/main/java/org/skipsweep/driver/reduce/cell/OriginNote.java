package org.skipsweep.driver.reduce.cell;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.reduce.result.Origin;

/** Says where a table's numbers do not all come from one place. */
final class OriginNote {
    private static final String UNKNOWN = "unknown";
    private static final int FEW = 4;
    private static final Pattern COMMIT = Pattern.compile("^([0-9a-f]{10})[0-9a-f]{30}");

    private final List<Cell> cells;

    private OriginNote(List<Cell> cells) {
        this.cells = cells;
    }

    /** A sentence on the commits and machines of the cells' trials; absent if they are one, or nothing is known. */
    static Optional<String> of(List<Cell> cells) {
        OriginNote note = new OriginNote(cells);
        List<Origin.Fact> mixed = Arrays.stream(Origin.Fact.values())
                .filter(fact -> values(cells.stream(), fact).size() > 1)
                .toList();
        return mixed.isEmpty() ? Optional.empty() : Optional.of(note.sentence(mixed));
    }

    private String sentence(List<Origin.Fact> mixed) {
        long mixing = cells.stream()
                .filter(cell -> mixed.stream()
                        .anyMatch(fact -> values(Stream.of(cell), fact).size() > 1))
                .count();
        return "Trained with more than one "
                + mixed.stream().map(this::phrase).collect(joining(", "))
                + ": "
                + (mixing == 0 ? "no cell averages" : mixing + " of " + Counted.of(cells.size(), "cell") + " average")
                + " over them.";
    }

    private String phrase(Origin.Fact fact) {
        List<String> values = values(cells.stream(), fact);
        boolean readable = values.size() <= FEW && fact != Origin.Fact.VERSIONS;
        return fact.noun() + " (" + (readable ? String.join(", ", values) : values.size()) + ")";
    }

    private static List<String> values(Stream<Cell> cells, Origin.Fact fact) {
        return cells.flatMap(cell -> cell.trials().stream())
                .map(trial -> trial.origin().find(fact).orElse(UNKNOWN))
                .map(value -> COMMIT.matcher(value).replaceFirst("$1"))
                .distinct()
                .sorted()
                .toList();
    }
}
