package org.skipsweep.driver.reduce.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Feature;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;

/** Names for the lines of a figure: the model, and of what else tells lines apart that in which cells differ. */
final class CurveNames {
    private final List<Cell> cells;
    private final List<Feature> differing;
    private final List<Feature> shared;

    /**
     * @param cells at least one
     * @param layout which settings tell cells apart
     * @param examples what models learn from, such as {@code images}
     */
    CurveNames(List<Cell> cells, Layout layout, String examples) {
        this.cells = cells;
        List<Feature> features = features(layout, examples);
        this.differing =
                features.stream().filter(feature -> feature.differs(cells)).toList();
        this.shared =
                features.stream().filter(feature -> !feature.differs(cells)).toList();
    }

    private static List<Feature> features(Layout layout, String examples) {
        return Stream.of(
                        layout.keys().stream()
                                .filter(key -> !key.equals(ModelKeys.DECODER_LAYERS))
                                .map(Feature::of),
                        layout.varying().stream().map(Feature::of),
                        layout.differing().stream()
                                .filter(ExecutionKeys.ENGINE::equals)
                                .map(Feature::of),
                        Stream.of(
                                Feature.counted("epochs", "epoch", cell -> cell.settings()
                                        .number(TrainingKeys.EPOCHS)),
                                Feature.of(
                                        "train",
                                        cell -> cell.counts().examples().train(),
                                        value -> value + " training " + examples),
                                Feature.of(
                                        "test",
                                        cell -> cell.counts().examples().test(),
                                        value -> "N = " + value + " test " + examples)))
                .flatMap(part -> part)
                .toList();
    }

    /** The name of the line that {@code cell} belongs to. */
    String of(Cell cell) {
        return Stream.concat(
                        Stream.of(cell.model().toUpperCase(Locale.ROOT)),
                        differing.stream().map(feature -> feature.phrase(cell)))
                .collect(Collectors.joining(", "));
    }

    /** What all cells have in common. */
    String shared() {
        return shared.stream()
                .flatMap(feature -> feature.shared(cells).stream())
                .collect(Collectors.joining(", "));
    }
}
