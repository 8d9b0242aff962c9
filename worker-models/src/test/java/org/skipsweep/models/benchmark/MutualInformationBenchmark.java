package org.skipsweep.models.benchmark;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.skipsweep.models.metrics.MutualInformation;
import org.skipsweep.models.metrics.MutualInformationEstimate;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Seconds per dataset-level estimate of a test set of 10,000 examples; run with OMP_NUM_THREADS=1. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MutualInformationBenchmark {
    @Param("10000")
    private int examples;

    @Param("50")
    private int latentDim;

    /** 0.9 leaves most terms of the mixture in the sum; 0.1 only the own one. */
    @Param({"0.9", "0.1"})
    private double variance;

    private Latents latents;

    /** Gaussian population whose aggregate posterior is the prior. */
    @Setup
    public void drawLatents() {
        RandomGenerator random = new Draws(1).of(Draws.Purpose.LATENT_SAMPLE, 0);
        double[][] mean = new double[examples][latentDim];
        double[][] logVariance = new double[examples][latentDim];
        double[][] z = new double[examples][latentDim];
        for (int i = 0; i < examples; i++) {
            for (int d = 0; d < latentDim; d++) {
                mean[i][d] = Math.sqrt(1 - variance) * random.nextGaussian();
                logVariance[i][d] = Math.log(variance);
                z[i][d] = mean[i][d] + Math.sqrt(variance) * random.nextGaussian();
            }
        }
        latents = new Latents(mean, logVariance, z, Optional.empty());
    }

    /** One estimate. */
    @Benchmark
    public MutualInformationEstimate estimate() {
        return MutualInformation.estimate(latents, latents.examples(), 1);
    }
}
