package org.skipsweep.driver.store.latents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Gathers latents row by row and keeps count of the rows that are none. */
final class LatentRows {
    private static final int MOST_PROBLEMS = 10;
    /** Beyond it, the exponential of a log-variance overflows a double. */
    private static final double LARGEST_LOG_VARIANCE = 700;

    private final Draws draws;
    private String firstRow = "";
    private final List<double[]> means = new ArrayList<>();
    private final List<double[]> logVariances = new ArrayList<>();
    private final List<double[]> samples = new ArrayList<>();
    private final List<Optional<Integer>> labels = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param draws where missing samples come from */
    LatentRows(Draws draws) {
        this.draws = draws;
    }

    /** Whether so many rows are wrong that there is no need to look at more. */
    boolean tooManyProblems() {
        return problems.size() >= MOST_PROBLEMS;
    }

    /**
     * Adds the next row; without a sample, one is drawn.
     *
     * @param where what messages call it
     */
    void add(
            String where,
            Optional<double[]> mean,
            Optional<double[]> logVariance,
            Optional<double[]> sample,
            Optional<Integer> label) {
        firstRow = means.isEmpty() ? where : firstRow;
        int index = means.size();
        int before = problems.size();
        int latentDim = index == 0 ? mean.map(values -> values.length).orElse(0) : means.get(0).length;
        check(where + ": posterior_mean", mean, latentDim);
        check(where + ": log_variance", logVariance, latentDim);
        if (sample.isPresent()) {
            check(where + ": z", sample, latentDim);
        }
        boolean sound = problems.size() == before;
        if (sound) {
            checkLogVariance(where, logVariance.orElseThrow());
        }
        labels.add(label);
        means.add(mean.orElse(new double[latentDim]));
        logVariances.add(logVariance.orElse(new double[latentDim]));
        samples.add(sample.orElseGet(() -> sound
                ? Latents.sample(draws, index, mean.orElseThrow(), logVariance.orElseThrow())
                : new double[latentDim]));
    }

    /**
     * All rows.
     *
     * @param file what to name in messages
     * @throws UserError if a row is wrong or there is none
     */
    Latents latents(String file) {
        if (means.isEmpty()) {
            throw new UserError(file + ": holds no row");
        }
        if (!problems.isEmpty()) {
            throw new UserError(problems.stream().limit(MOST_PROBLEMS).toList());
        }
        return new Latents(
                means.toArray(double[][]::new),
                logVariances.toArray(double[][]::new),
                samples.toArray(double[][]::new),
                labels.stream().allMatch(Optional::isPresent)
                        ? Optional.of(
                                labels.stream().mapToInt(Optional::orElseThrow).toArray())
                        : Optional.empty());
    }

    private void check(String where, Optional<double[]> values, int latentDim) {
        if (values.isEmpty()) {
            problems.add(where + " is null");
        } else if (values.get().length != latentDim) {
            problems.add(where + " has " + values.get().length + " values where posterior_mean of "
                    + firstRow.substring(firstRow.lastIndexOf("row ")) + " has " + latentDim);
        } else if (latentDim == 0) {
            problems.add(where + " has no values");
        } else {
            for (int d = 0; d < latentDim; d++) {
                if (!Double.isFinite(values.get()[d])) {
                    problems.add(where + "[" + d + "] is " + values.get()[d] + ", not a finite number");
                    return;
                }
            }
        }
    }

    private void checkLogVariance(String where, double[] logVariance) {
        for (int d = 0; d < logVariance.length; d++) {
            if (Math.abs(logVariance[d]) > LARGEST_LOG_VARIANCE) {
                problems.add(where + ": log_variance[" + d + "] is " + logVariance[d] + ", beyond -700 to 700");
                return;
            }
        }
    }
}
