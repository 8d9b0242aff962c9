package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossGraphTest {
    private final LossGraph graph = TestModels.graph(TestModels.VAE);
    private final Map<String, INDArray> arrays = TestModels.parameters(graph, 2);

    @Test
    void arraysOfTheParametersAndOthers_areTaken() {
        arrays.put("other", Nd4j.zeros(DataType.DOUBLE, 1));

        assertThatCode(() -> graph.requireArrays(arrays)).doesNotThrowAnyException();
    }

    @Test
    void missingArray_isRefused() {
        arrays.remove("encoder.1.bias");

        assertThatThrownBy(() -> graph.requireArrays(arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter encoder.1.bias needs an array of shape [5] but got none");
    }

    @Test
    void misshapedArray_isRefused() {
        arrays.put("encoder.1.weight", Nd4j.zeros(DataType.DOUBLE, 5, 6));

        assertThatThrownBy(() -> graph.requireArrays(arrays))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter encoder.1.weight needs an array of shape [6, 5] but got [5, 6]");
    }
}
