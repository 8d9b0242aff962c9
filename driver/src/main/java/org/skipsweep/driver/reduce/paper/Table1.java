package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.claim.CellClaims;
import org.skipsweep.driver.reduce.claim.CellClaims.ElboOfPaper;
import org.skipsweep.driver.reduce.claim.PairClaims;
import org.skipsweep.driver.reduce.claim.PairClaims.Above;
import org.skipsweep.driver.reduce.claim.PairClaims.ElboSimilar;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.result.Metric;

/** Table 1 of the paper: PixelCNN decoder with nine layers on MNIST, by size of the latent variable. */
final class Table1 {
    static final PaperTable DECLARATION = new PaperTable(
            1,
            ImageTables.models(ModelFamily.IMAGE_VAE),
            ImageTables.KEYS,
            ImageTables.SHARED,
            ImageTables.METRICS,
            ImageTables.fullRun(List.of(Source.MNIST)),
            List.of(
                    PairClaims.of(
                            new Above(Metric.KL),
                            new Above(Metric.ACTIVE_UNITS),
                            new Above(Metric.MUTUAL_INFORMATION),
                            new Above(Metric.MUTUAL_INFORMATION_CORRECTED),
                            new ElboSimilar()),
                    CellClaims.of(new ElboOfPaper())),
            List.of());

    private Table1() {}
}
