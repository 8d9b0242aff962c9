package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.train.NonFiniteLossException;

class RetryPolicyTest {

    @Test
    void again_passingTrouble_untilTheLastAttempt() {
        RetryPolicy policy = new RetryPolicy(3);
        assertThat(policy.again(1, new IOException("disk full"))).isTrue();
        assertThat(policy.again(2, new IllegalStateException("out of luck"))).isTrue();
        assertThat(policy.again(3, new IOException("disk full"))).isFalse();
    }

    @Test
    void again_oneAttempt_never() {
        assertThat(new RetryPolicy(1).again(1, new IOException("disk full"))).isFalse();
    }

    static Exception[] deterministic() {
        return new Exception[] {
            new NonFiniteLossException(1, 2, Double.NaN),
            new DataException("gone"),
            new UserError("wrong"),
            new IllegalArgumentException("wrong")
        };
    }

    @ParameterizedTest
    @MethodSource("deterministic")
    void again_whatFailsTheSameWayEveryTime_never(Exception cause) {
        assertThat(new RetryPolicy(10).again(1, cause)).isFalse();
    }
}
