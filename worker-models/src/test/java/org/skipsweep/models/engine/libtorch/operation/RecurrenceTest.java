package org.skipsweep.models.engine.libtorch.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.engine.libtorch.device.TorchLibraries;

class RecurrenceTest {
    private static final long[][] SHAPES = {{12, 2}, {12, 3}, {12}, {12}};

    @BeforeAll
    static void libtorchWorks() {
        assumeThat(TorchLibraries.problem()).as("libtorch").isEmpty();
    }

    @Test
    void weightsInOneChunk_followEachOther_rowByRow_andPassDerivativesOn() {
        Tensor input = torch.randn(2, 12).set_requires_grad(true);
        Tensor recurrent = torch.randn(3, 12).set_requires_grad(true);
        Tensor bias = torch.randn(12).set_requires_grad(true);
        TensorVector chunk = Recurrence.inOneChunk(input, recurrent, bias);

        Tensor[] expected = {input.t(), recurrent.t(), bias, torch.zeros(12)};
        long address = chunk.get(0).data_ptr().address();
        for (int i = 0; i < expected.length; i++) {
            Tensor part = chunk.get(i);
            assertThat(part.shape()).isEqualTo(SHAPES[i]);
            assertThat(part.is_contiguous()).isTrue();
            assertThat(part.data_ptr().address()).isEqualTo(address);
            assertThat(torch.equal(part, expected[i])).isTrue();
            address += part.numel() * Float.BYTES;
        }
        chunk.get(0).sum().add(chunk.get(1).sum()).add(chunk.get(2).sum()).backward();
        assertThat(torch.equal(input.grad(), torch.ones(2, 12))).isTrue();
        assertThat(torch.equal(recurrent.grad(), torch.ones(3, 12))).isTrue();
        assertThat(torch.equal(bias.grad(), torch.ones(12))).isTrue();
    }
}
