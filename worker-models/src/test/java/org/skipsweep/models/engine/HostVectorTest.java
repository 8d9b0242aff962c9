package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostVectorTest {
    /** As many as a text model's largest matrix has, where squares added up one after the other are a percent off. */
    private static final int MANY = 4_000_000;

    @Test
    void squaredNorm_ofMillionsOfNumbers_keepsItsDigits() {
        double square = (double) 0.1f * 0.1f;
        HostVector vector = new HostVector(Map.of("weight", Nd4j.valueArrayOf(new long[] {MANY}, 0.1, DataType.FLOAT)));

        assertThat(vector.squaredNorm()).isCloseTo(MANY * square, within(1e-4 * MANY * square));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void squaredNorm_ofPartsOfOneArray_isTheSumOfTheirOwn(DataType type) {
        INDArray flat = Nd4j.createFromArray(5.0, 1, 2, 3, 4, 7).castTo(type);
        HostVector vector = new HostVector(Map.of(
                "bias", flat.get(NDArrayIndex.interval(1, 2)),
                "weight", flat.get(NDArrayIndex.interval(2, 4)).reshape('f', 1, 2)));

        assertThat(vector.squaredNorm()).isCloseTo(14, within(1e-5));
    }
}
