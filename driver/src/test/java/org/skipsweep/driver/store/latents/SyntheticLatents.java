package org.skipsweep.driver.store.latents;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.trial.result.Latents;

/** Latents of any size with made-up numbers, as a trial writes them. */
public final class SyntheticLatents {
    private SyntheticLatents() {}

    /** {@code FILE EXAMPLES DIMENSIONS}: writes them, for checks from outside. */
    public static void main(String[] arguments) throws IOException {
        int examples = Integer.parseInt(arguments[1]);
        int latentDim = Integer.parseInt(arguments[2]);
        double[][] posteriorMean = new double[examples][latentDim];
        double[][] logVariance = new double[examples][latentDim];
        double[][] z = new double[examples][];
        Random random = new Random(1);
        for (int i = 0; i < examples; i++) {
            for (int d = 0; d < latentDim; d++) {
                posteriorMean[i][d] = random.nextGaussian();
                logVariance[i][d] = -1 - random.nextDouble();
            }
            z[i] = Latents.sample(random, posteriorMean[i], logVariance[i]);
        }
        Latents latents = new Latents(posteriorMean, logVariance, z, Optional.empty());
        LatentsParquet.write(latents, new Path(arguments[0]), new Configuration());
    }
}
