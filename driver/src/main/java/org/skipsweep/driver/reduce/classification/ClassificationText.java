package org.skipsweep.driver.reduce.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Decimals;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;

/** How people read the classification study. */
final class ClassificationText {
    private final Layout layout;
    private final List<ClassifiedCell> cells;

    ClassificationText(Layout layout, List<ClassifiedCell> cells) {
        this.layout = layout;
        this.cells = cells;
    }

    /** Table and footnotes as Markdown. */
    String render() {
        if (cells.isEmpty()) {
            return "No trial is classified.\n";
        }
        return MarkdownTable.of(columns(), cells)
                + "\nTest accuracy of a classifier on posterior means: hidden layers of 1024 rectified units, dropout 0.5. Epochs are"
                + " those of\nthe VAE. The paper's number stands beside one hidden layer; two are a check.\n";
    }

    private List<TextColumn<ClassifiedCell>> columns() {
        List<TextColumn<ClassifiedCell>> columns = new ArrayList<>();
        columns.add(column(DataKeys.DATASET));
        columns.add(TextColumn.left("family", cell -> cell.settings().text(ModelKeys.MODEL)));
        Stream.concat(layout.keys().stream(), layout.varying().stream())
                .filter(key -> !key.equals(DataKeys.DATASET))
                .map(ClassificationText::column)
                .forEach(columns::add);
        columns.add(TextColumn.left("model", ClassifiedCell::model));
        columns.add(count("hidden layers", cell -> Optional.of(cell.hiddenLayers())));
        columns.add(TextColumn.left("accuracy % (paper, diff)", ClassificationText::accuracy));
        columns.add(count("seeds", cell -> Optional.of(cell.test().seeds())));
        columns.add(count("epochs", cell -> cell.settings().number(TrainingKeys.EPOCHS)));
        columns.add(count("classifier-epochs", cell -> Optional.of(cell.epochs())));
        columns.add(count("train-examples", cell -> cell.examples().train()));
        columns.add(count("validation-examples", cell -> cell.examples().validation()));
        columns.add(count("test-examples", cell -> cell.examples().test()));
        columns.add(TextColumn.left("reduced", cell -> cell.reduced() ? "yes" : "no"));
        return columns;
    }

    private static TextColumn<ClassifiedCell> column(TrialKey<?> key) {
        return TextColumn.left(key.name(), cell -> cell.settings().text(key));
    }

    private static TextColumn<ClassifiedCell> count(String heading, Function<ClassifiedCell, Optional<Integer>> count) {
        return TextColumn.right(
                heading, cell -> count.apply(cell).map(String::valueOf).orElse("-"));
    }

    private static String accuracy(ClassifiedCell cell) {
        return cell.test().text(2)
                + cell.paper()
                        .map(paper -> " (" + Decimals.fixed(paper, 2) + " "
                                + Decimals.signed(cell.test().mean() - paper, 2) + ")")
                        .orElse("");
    }
}
