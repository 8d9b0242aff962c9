package org.skipsweep.driver.reduce.cell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.result.Metric;

/** How people read a table: what all cells share in the heading, what differs in columns. */
public final class TableText {
    private static final String REDUCED = "reduced";

    private final Words words;
    private final Layout layout;
    private final List<Cell> cells;

    /**
     * What a table says of itself.
     *
     * @param title above it
     * @param examples what its models learn from, such as {@code images}
     * @param fullRun what the paper's table beside it takes, if there is one
     * @param doubts what is doubtful about the paper's numbers in it, as sentences
     */
    public record Words(String title, String examples, Optional<String> fullRun, List<String> doubts) {
        /** Copies the list. */
        public Words {
            doubts = List.copyOf(doubts);
        }
    }

    /**
     * @param layout what it shows
     * @param cells its rows, in order
     */
    public TableText(Words words, Layout layout, List<Cell> cells) {
        this.words = words;
        this.layout = layout;
        this.cells = List.copyOf(cells);
    }

    /** Heading, table and footnotes as Markdown. */
    public String render() {
        String title = "# " + words.title() + "\n\n";
        if (cells.isEmpty()) {
            return title + "No trial has metrics.\n";
        }
        List<Feature> settings = settings();
        List<Feature> foundation = foundation();
        String shared = Stream.of(settings, List.of(layers()), foundation)
                .flatMap(List::stream)
                .flatMap(feature -> feature.shared(cells).stream())
                .collect(Collectors.joining(", "));
        List<Feature> left = new ArrayList<>(differing(settings));
        left.add(new Feature("model", Cell::model, UnaryOperator.identity()));
        left.addAll(differing(List.of(layers())));
        return title + shared + ".\n\n" + table(left, differing(foundation)) + footnotes();
    }

    private List<Feature> settings() {
        return Stream.concat(layout.keys().stream(), layout.varying().stream())
                .filter(key -> !key.equals(ModelKeys.DECODER_LAYERS))
                .map(Feature::of)
                .toList();
    }

    private static Feature layers() {
        return Feature.counted(
                "layers", "decoder layer", cell -> cell.settings().number(ModelKeys.DECODER_LAYERS));
    }

    /** What the numbers rest on. */
    private List<Feature> foundation() {
        return List.of(
                Feature.counted(
                        "seeds", "seed", cell -> Optional.of(cell.counts().seeds())),
                Feature.counted("epochs", "epoch", cell -> cell.settings().number(TrainingKeys.EPOCHS)),
                examples("train", "training", ExampleCounts::train),
                examples("test", "test", ExampleCounts::test),
                new Feature("engine", cell -> cell.counts().engines(), value -> "engine " + value),
                new Feature("run", TableText::run, this::runPhrase));
    }

    private Feature examples(String heading, String use, Function<ExampleCounts, Optional<Integer>> count) {
        return Feature.of(
                heading,
                cell -> count.apply(cell.counts().examples()),
                value -> value + " " + use + " " + words.examples());
    }

    private static String run(Cell cell) {
        return cell.reduced() ? REDUCED : "full";
    }

    private String runPhrase(String run) {
        String aside = words.fullRun()
                .filter(full -> run.equals(REDUCED))
                .map(full -> " (" + full + ")")
                .orElse("");
        return run + " run" + aside;
    }

    private List<Feature> differing(List<Feature> features) {
        return features.stream().filter(feature -> feature.differs(cells)).toList();
    }

    private String table(List<Feature> left, List<Feature> right) {
        List<TextColumn<Cell>> columns = new ArrayList<>();
        left.forEach(feature -> columns.add(TextColumn.left(feature.heading(), feature.value())));
        layout.metrics().stream()
                .filter(this::shown)
                .forEach(metric -> columns.add(TextColumn.left(
                        metric.heading() + (inPaper(metric) ? " (paper, diff)" : ""),
                        cell -> MetricText.of(cell, metric))));
        right.forEach(feature -> columns.add(TextColumn.right(feature.heading(), feature.value())));
        return MarkdownTable.of(columns, cells);
    }

    /** Metrics that no cell has take no column. */
    private boolean shown(Metric metric) {
        return inPaper(metric)
                || cells.stream().anyMatch(cell -> cell.metric(metric).isPresent());
    }

    private boolean inPaper(Metric metric) {
        return cells.stream().anyMatch(cell -> cell.paper(metric).isPresent());
    }

    private String footnotes() {
        StringBuilder notes = new StringBuilder("\n").append(units());
        boolean intervals = cells.stream()
                .flatMap(cell -> layout.metrics().stream().flatMap(metric -> cell.metric(metric).stream()))
                .anyMatch(mean -> mean.ci95().isPresent());
        if (intervals) {
            notes.append(" ±: 95 % confidence interval over seeds (Student t).");
        }
        if (layout.metrics().stream().anyMatch(this::inPaper)) {
            notes.append(" In brackets: the paper's value and the distance from it.");
        }
        String caps = cells.stream()
                .filter(Cell::saturated)
                .flatMap(cell -> cell.cap().stream())
                .distinct()
                .sorted(Comparator.comparing(MutualInformationCap::examples))
                .map(MutualInformationCap::text)
                .collect(Collectors.joining(", "));
        if (!caps.isEmpty()) {
            notes.append("\n≥: MI saturated at its cap ").append(caps).append("; it tells nothing about collapse.");
        }
        if (cells.stream()
                .anyMatch(cell -> cell.metric(Metric.MUTUAL_INFORMATION).isPresent())) {
            notes.append(
                    "\nMI: KL minus the KL of the aggregate posterior, estimated over the test set; never above log N.");
        }
        words.doubts().forEach(doubt -> notes.append('\n').append(doubt));
        OriginNote.of(cells).ifPresent(note -> notes.append('\n').append(note));
        return notes.append('\n').toString();
    }

    private String units() {
        Map<Metric.Unit, String> headings = layout.metrics().stream()
                .filter(metric -> metric.unit() != Metric.Unit.NATS)
                .collect(Collectors.groupingBy(
                        Metric::unit,
                        LinkedHashMap::new,
                        Collectors.mapping(Metric::heading, Collectors.joining(" and "))));
        String others = headings.entrySet().stream()
                .map(unit -> unit.getValue() + " in " + unit.getKey().label())
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "Nats." : "Nats; " + others + ".";
    }
}
