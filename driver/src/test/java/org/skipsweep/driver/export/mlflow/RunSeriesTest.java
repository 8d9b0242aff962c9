package org.skipsweep.driver.export.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunData;
import org.skipsweep.driver.export.MetricPoint;

class RunSeriesTest {
    private static final MetricPoint FIRST = point("epoch/train_elbo", -100, 1);
    private static final MetricPoint SECOND = point("epoch/train_elbo", -90, 2);
    private static final MetricPoint ELBO = point("elbo", -95, 2);
    private static final RunSeries TRIAL = new RunSeries(List.of(FIRST, SECOND, ELBO));

    private static MetricPoint point(String key, double value, int epoch) {
        return new MetricPoint(key, value, epoch, Instant.EPOCH);
    }

    private static Run run(MetricPoint... last) {
        RunData.Builder data = RunData.newBuilder();
        for (MetricPoint point : last) {
            data.addMetrics(Metric.newBuilder()
                    .setKey(point.key())
                    .setValue(point.value())
                    .setStep(point.epoch()));
        }
        return Run.newBuilder().setData(data).build();
    }

    @Test
    void emptyRun_lacksAll() {
        assertThat(TRIAL.missingIn(run())).contains(List.of(FIRST, SECOND, ELBO));
    }

    @Test
    void runWithEarlierEpochs_lacksLaterOnes() {
        assertThat(TRIAL.missingIn(run(FIRST))).contains(List.of(SECOND, ELBO));
        assertThat(TRIAL.missingIn(run(SECOND, ELBO))).contains(List.of());
    }

    @Test
    void anotherNumberInTheSameEpoch_orAnEpochThatTheTrialLacks_isOfAnotherTraining() {
        assertThat(TRIAL.missingIn(run(point("epoch/train_elbo", -101, 1)))).isEqualTo(Optional.empty());
        assertThat(TRIAL.missingIn(run(point("epoch/train_elbo", -80, 3)))).isEqualTo(Optional.empty());
        assertThat(TRIAL.missingIn(run(point("elbo", -94, 2)))).isEqualTo(Optional.empty());
        assertThat(TRIAL.missingIn(run(point("epoch/kl_weight", 1, 2)))).isEqualTo(Optional.empty());
    }

    @Test
    void numbersOfSomeoneElse_areLeftAlone() {
        assertThat(TRIAL.missingIn(run(point("cost in francs", 3, 0)))).contains(List.of(FIRST, SECOND, ELBO));
    }

    @Test
    void numbersThatAreNone_areComparedAsServersKeepThem() {
        RunSeries diverged = new RunSeries(
                List.of(point("epoch/train_elbo", Double.NaN, 1), point("elbo", Double.NEGATIVE_INFINITY, 1)));
        assertThat(diverged.missingIn(
                        run(point("epoch/train_elbo", Double.NaN, 1), point("elbo", -Double.MAX_VALUE, 1))))
                .contains(List.of());
    }
}
