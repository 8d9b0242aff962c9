package org.skipsweep.models.engine.libtorch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Bounded;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.device.Leaves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a pass call by call at first, then from a recording. A recording is of one pass, one shape of each input and one place
 * for the gradient, so there are several; those used last are kept. A pass that cannot be recorded goes on call by call,
 * whatever the shapes.
 */
final class RecordedPasses implements Passes {
    /** Before a recording, for by then libtorch has chosen how to compute and has its handles and workspaces. */
    static final int DIRECT_RUNS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RecordedPasses.class);
    private static final int KEPT = 64;

    private final TorchPrograms programs;
    private final Leaves leaves;
    private final Device device;
    private final Passes direct;
    private final Set<Pass> refused = new HashSet<>();
    private final Bounded<Key, Use> uses = new Bounded<>(KEPT, Use::close);

    /** @param gradient where it is in the device's memory; 0 if none is wanted */
    private record Key(Pass pass, Map<String, List<Long>> shapes, long gradient) {
        static Key of(Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient) {
            Map<String, List<Long>> shapes = new HashMap<>();
            inputs.forEach((name, array) ->
                    shapes.put(name, Arrays.stream(array.shape()).boxed().toList()));
            long place = pass.parameters().stream()
                    .findFirst()
                    .map(name -> gradient.get(name).data_ptr().address())
                    .orElse(0L);
            return new Key(pass, shapes, place);
        }
    }

    /**
     * @param programs what has the constants
     * @param leaves parameters that stay where they are
     * @param device where they are
     */
    RecordedPasses(TorchPrograms programs, Leaves leaves, Device device) {
        this.programs = programs;
        this.leaves = leaves;
        this.device = device;
        this.direct = new DirectPasses(programs, leaves, device);
    }

    @Override
    public Map<String, INDArray> run(
            Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient, Map<String, INDArray> free) {
        return uses.get(Key.of(pass, inputs, gradient), Use::new).run(pass, inputs, gradient, free);
    }

    @Override
    public void close() {
        uses.close();
        direct.close();
    }

    /** A pass that was asked for: how often, and its recording once there is one. */
    private final class Use implements AutoCloseable {
        private Passes passes = direct;
        private int runs;

        Map<String, INDArray> run(
                Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient, Map<String, INDArray> free) {
            Map<String, INDArray> outputs = passes.run(pass, inputs, gradient, free);
            runs++;
            if (runs == DIRECT_RUNS && !refused.contains(pass)) {
                record(pass, inputs, gradient, free, outputs);
            }
            return outputs;
        }

        private void record(
                Pass pass,
                Map<String, INDArray> inputs,
                Map<String, Tensor> gradient,
                Map<String, INDArray> free,
                Map<String, INDArray> outputs) {
            PassTensors tensors = PassTensors.like(inputs, gradient, free, outputs, device);
            try {
                passes = new RepeatedPass(
                        tensors,
                        leaves.stream()
                                .record(() -> pass.run(
                                        programs,
                                        leaves,
                                        tensors.inputs(),
                                        tensors.derivatives(),
                                        (name, value) ->
                                                tensors.outputs().get(name).copy_(value))));
            } catch (IllegalStateException e) {
                tensors.close();
                refused.add(pass);
                LOG.warn(
                        "a pass for {} goes on kernel by kernel, for it cannot be recorded: {}",
                        pass.outputs(),
                        e.getMessage());
            }
        }

        @Override
        public void close() {
            if (passes != direct) {
                passes.close();
            }
        }
    }
}
