package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far arrays are from what they should be. */
final class Differences {
    private Differences() {}

    /** Fails unless each array has the shape of its counterpart and differs from it by at most {@code tolerance} of its norm. */
    static void assertClose(Map<String, INDArray> actual, Map<String, INDArray> expected, double tolerance) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, array) -> assertClose(name, actual.get(name), array, tolerance));
    }

    /**
     * Fails unless each gradient differs from its counterpart by at most {@code tolerance} of its norm or, where it all but
     * vanishes, as that of a bias before a normalisation does, of a tenth of the norm of all gradients together.
     */
    static void assertGradientsClose(Map<String, INDArray> actual, Map<String, INDArray> expected, double tolerance) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        double whole = norm(expected.values());
        expected.forEach((name, array) -> {
            INDArray reference = array.castTo(DataType.DOUBLE);
            double norm = reference.norm2Number().doubleValue();
            double difference = actual.get(name)
                    .castTo(DataType.DOUBLE)
                    .sub(reference)
                    .norm2Number()
                    .doubleValue();
            assertThat(difference)
                    .as("%s: distance %s of %s", name, difference, norm)
                    .isLessThanOrEqualTo(tolerance * Math.max(norm, whole / 10));
        });
    }

    static void assertClose(String name, INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        INDArray reference = expected.castTo(DataType.DOUBLE);
        double norm = reference.norm2Number().doubleValue();
        double difference =
                actual.castTo(DataType.DOUBLE).sub(reference).norm2Number().doubleValue();
        assertThat(difference)
                .as("%s: distance %s of %s", name, difference, norm)
                .isLessThanOrEqualTo(tolerance * norm);
    }

    /** The distance of all gradients together, in units of the norm of those expected. */
    static double relativeDistance(Map<String, INDArray> actual, Map<String, INDArray> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        Collection<INDArray> differences = expected.entrySet().stream()
                .map(entry -> actual.get(entry.getKey())
                        .castTo(DataType.DOUBLE)
                        .sub(entry.getValue().castTo(DataType.DOUBLE)))
                .toList();
        return norm(differences) / norm(expected.values());
    }

    private static double norm(Collection<INDArray> arrays) {
        return Math.sqrt(arrays.stream()
                .mapToDouble(array ->
                        Math.pow(array.castTo(DataType.DOUBLE).norm2Number().doubleValue(), 2))
                .sum());
    }
}
