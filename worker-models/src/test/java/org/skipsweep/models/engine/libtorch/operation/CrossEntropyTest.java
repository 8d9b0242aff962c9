package org.skipsweep.models.engine.libtorch.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.engine.libtorch.device.TorchLibraries;
import org.skipsweep.models.engine.libtorch.device.TorchScope;

class CrossEntropyTest {
    /** So many that two rows are a part, and seven rows four of them. */
    private static final long CATEGORIES = 1_280_000;

    private static final long ROWS = 7;
    private static final long INPUTS = 3;

    @BeforeAll
    static void libtorchWorks() {
        assumeThat(TorchLibraries.problem()).as("libtorch").isEmpty();
    }

    @BeforeEach
    void sameNumbersEveryTime() {
        torch.manual_seed(1);
    }

    @Test
    void valueAndDerivatives_overSeveralParts_areThoseOfTheLogSoftmax() {
        Tensor[] leaves = {leaf(ROWS, INPUTS), leaf(INPUTS, CATEGORIES), leaf(CATEGORIES)};
        Tensor chosen = torch.randint(CATEGORIES, new long[] {ROWS}).to(ScalarType.Int);
        Tensor weights = torch.rand(ROWS).to(ScalarType.Double);

        Tensor plain = logSoftmax(leaves, chosen);
        Tensor fused = CrossEntropy.of(leaves[0], leaves[1], leaves[2], chosen);
        assertThat(furthest(fused, plain)).isLessThan(1e-12);

        TensorVector expected = derivatives(plain, weights, leaves);
        TensorVector actual = derivatives(fused, weights, leaves);
        for (int i = 0; i < leaves.length; i++) {
            assertThat(furthest(actual.get(i), expected.get(i)))
                    .as("derivative by input %d", i)
                    .isLessThan(1e-12);
        }
    }

    @Test
    void derivativesByInputsAlone_areTheSameOnes() {
        Tensor[] leaves = {leaf(ROWS, INPUTS), leaf(INPUTS, 11), leaf(11)};
        Tensor chosen = torch.randint(11, new long[] {ROWS});
        Tensor ones = torch.ones(ROWS).to(ScalarType.Double);
        Tensor all = CrossEntropy.of(leaves[0], leaves[1], leaves[2], chosen);
        Tensor some = CrossEntropy.of(leaves[0], leaves[1].detach(), leaves[2].detach(), chosen);
        assertThat(torch.equal(
                        derivatives(some, ones, leaves[0]).get(0),
                        derivatives(all, ones, leaves).get(0)))
                .isTrue();
    }

    @Test
    void categoryOfNoProbabilityInSinglePrecision_costsItsDistance() {
        Tensor input = torch.ones(1, 1).set_requires_grad(true);
        Tensor weight = torch.tensor(0f, -500f).view(1, 2);
        Tensor nats = CrossEntropy.of(input, weight, torch.zeros(2), torch.ones(1));
        assertThat(nats.item_double()).isEqualTo(500);
        assertThat(derivatives(nats, torch.ones(1), input).get(0).item_double()).isEqualTo(500);
    }

    @Test
    void withoutRecording_valuesAreTheSame_andHaveNoHistory() {
        Tensor[] leaves = {leaf(ROWS, INPUTS), leaf(INPUTS, 11), leaf(11)};
        Tensor chosen = torch.randint(11, new long[] {ROWS});
        Tensor recorded = CrossEntropy.of(leaves[0], leaves[1], leaves[2], chosen);
        Tensor silent = TorchScope.silently(() -> CrossEntropy.of(leaves[0], leaves[1], leaves[2], chosen));
        assertThat(torch.equal(silent, recorded.detach())).isTrue();
        assertThat(silent.requires_grad()).isFalse();
    }

    private static Tensor leaf(long... shape) {
        return torch.randn(shape).to(ScalarType.Double).set_requires_grad(true);
    }

    private static Tensor logSoftmax(Tensor[] leaves, Tensor chosen) {
        Tensor logits = torch.addmm(leaves[2], leaves[0], leaves[1]);
        return torch.log_softmax(logits, 1)
                .gather(1, chosen.to(ScalarType.Long).unsqueeze(1))
                .squeeze(1)
                .neg();
    }

    private static TensorVector derivatives(Tensor values, Tensor weights, Tensor... leaves) {
        return torch.grad(
                new TensorVector(values),
                new TensorVector(leaves),
                new TensorVector(weights),
                new BoolOptional(),
                false,
                false);
    }

    private static double furthest(Tensor one, Tensor other) {
        return one.sub(other).abs().max().item_double();
    }
}
