package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.claim.CellClaims;
import org.skipsweep.driver.reduce.claim.CellClaims.ElboOfPaper;
import org.skipsweep.driver.reduce.claim.DepthClaims;
import org.skipsweep.driver.reduce.claim.PairClaims;
import org.skipsweep.driver.reduce.claim.PairClaims.Above;
import org.skipsweep.driver.reduce.claim.PairClaims.ElboSimilar;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.result.Metric;

/** Table 2 of the paper: PixelCNN decoder with 20 latent dimensions on MNIST and Omniglot, by number of layers. */
final class Table2 {
    static final PaperTable DECLARATION = new PaperTable(
            2,
            ImageTables.models(ModelFamily.IMAGE_VAE),
            ImageTables.KEYS,
            ImageTables.SHARED,
            ImageTables.METRICS,
            ImageTables.fullRun(List.of(Source.MNIST, Source.OMNIGLOT)),
            List.of(
                    PairClaims.of(
                            new Above(Metric.KL),
                            new Above(Metric.ACTIVE_UNITS),
                            new Above(Metric.MUTUAL_INFORMATION),
                            new Above(Metric.MUTUAL_INFORMATION_CORRECTED),
                            new ElboSimilar()),
                    new DepthClaims(),
                    CellClaims.of(new ElboOfPaper())),
            List.of());

    private Table2() {}
}
