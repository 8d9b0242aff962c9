package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.claim.CellClaims;
import org.skipsweep.driver.reduce.claim.CellClaims.ElboOfPaper;
import org.skipsweep.driver.reduce.claim.CellClaims.InformationAtCap;
import org.skipsweep.driver.reduce.claim.PairClaims;
import org.skipsweep.driver.reduce.claim.PairClaims.Above;
import org.skipsweep.driver.reduce.claim.PairClaims.ElboKept;
import org.skipsweep.driver.reduce.paper.FullRun.Least;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;

/** Table 3 of the paper: multilayer perceptrons on MNIST, by number of layers. */
final class Table3 {
    private static final int HIDDEN_UNITS = 512;

    static final PaperTable DECLARATION = new PaperTable(
            3,
            ImageTables.models(ModelFamily.MLP_VAE),
            ImageTables.KEYS,
            ImageTables.SHARED.with(ModelKeys.HIDDEN_UNITS, HIDDEN_UNITS),
            ImageTables.METRICS,
            ImageTables.fullRun(List.of(Source.MNIST), new Least(ModelKeys.HIDDEN_UNITS, HIDDEN_UNITS)),
            List.of(
                    PairClaims.of(
                            new Above(Metric.KL),
                            new Above(Metric.ACTIVE_UNITS),
                            new Above(Metric.MUTUAL_INFORMATION),
                            new Above(Metric.MUTUAL_INFORMATION_CORRECTED),
                            new ElboKept()),
                    CellClaims.of(new InformationAtCap(), new ElboOfPaper())),
            List.of());

    private Table3() {}
}
