package org.skipsweep.driver.reduce.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skipsweep.driver.reduce.cell.Cell;
import org.skipsweep.driver.reduce.cell.Layout;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * What claims are checked on.
 *
 * @param cells in order
 * @param pairs of these cells that differ only in skip connections, in order
 */
public record Evidence(List<Cell> cells, List<SkipPair> pairs) {

    /** The evidence that cells give. */
    public static Evidence of(List<Cell> cells, Layout layout) {
        Map<KeyValues, Cell> plain = new HashMap<>();
        cells.stream()
                .filter(cell -> skip(cell, false))
                .forEach(cell -> plain.put(SkipPair.alike(cell.settings()), cell));
        List<SkipPair> pairs = new ArrayList<>();
        cells.stream().filter(cell -> skip(cell, true)).forEach(cell -> {
            Cell partner = plain.get(SkipPair.alike(cell.settings()));
            if (partner != null) {
                SkipPair.of(cell, partner).ifPresent(pairs::add);
            }
        });
        pairs.sort(Comparator.comparing(SkipPair::settings, order(layout)));
        return new Evidence(List.copyOf(cells), List.copyOf(pairs));
    }

    private static boolean skip(Cell cell, boolean value) {
        return cell.settings().include(KeyValues.of(ModelKeys.SKIP, value));
    }

    private static Comparator<KeyValues> order(Layout layout) {
        List<TrialKey<?>> keys = new ArrayList<>(List.of(DataKeys.DATASET, ModelKeys.LATENT_DIM));
        keys.addAll(layout.differing());
        keys.add(ModelKeys.DECODER_LAYERS);
        return KeyValues.by(keys);
    }
}
