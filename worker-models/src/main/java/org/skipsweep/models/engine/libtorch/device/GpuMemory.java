package org.skipsweep.models.engine.libtorch.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Parameters, gradient and the update rule's state on a device, between {@link #load} and {@link #store}. Each has a stream
 * of its own, so that several trainings side by side share a GPU. Not safe for use by several threads at once.
 */
public final class GpuMemory implements ParameterMemory {
    private final HostMemory host;
    private final Device device;
    private final DeviceStream stream;
    private final TorchVector parameters;
    private final TorchVector gradient;
    private final Tensor mean;
    private final Tensor square;
    private final List<TorchVector> others = new ArrayList<>();
    private Set<String> differentiated = Set.of();

    public GpuMemory(HostMemory host, Device device) {
        this.host = host;
        this.device = device;
        this.stream = DeviceStream.on(device);
        this.parameters = zeros();
        this.gradient = zeros();
        this.mean = zeros().flat();
        this.square = zeros().flat();
    }

    /** Zeros in the place of every parameter, laid out as Deeplearning4j lays out its parameters. */
    private TorchVector zeros() {
        long length =
                host.arrays().values().stream().mapToLong(INDArray::length).sum();
        INDArray first = first();
        Tensor flat = TorchMemory.on(
                torch.zeros(new long[] {length}, new TensorOptions(TorchMemory.scalarType(first.dataType()))), device);
        flat.retainReference();
        Map<String, Tensor> parts = new HashMap<>();
        host.arrays().forEach((name, array) -> {
            long bytes = address(array) - address(first);
            long from = bytes / array.data().getElementSize();
            Tensor part = flat.narrow(0, from, array.length()).as_strided(array.shape(), array.stride());
            part.retainReference();
            parts.put(name, part);
        });
        return new TorchVector(stream, flat, parts);
    }

    /** The parameter that is first in the network's memory. */
    private INDArray first() {
        return host.arrays().values().stream()
                .min((one, other) -> Long.compare(address(one), address(other)))
                .orElseThrow();
    }

    private static long address(INDArray array) {
        return array.data().addressPointer().address();
    }

    public Leaves leaves() {
        return new OnDevice();
    }

    @Override
    public Map<String, INDArray> arrays() {
        return host.arrays();
    }

    @Override
    public ParameterVector gradient() {
        return gradient;
    }

    @Override
    public ParameterVector vector() {
        TorchVector vector = zeros();
        others.add(vector);
        return vector;
    }

    @Override
    public void renew(Map<String, INDArray> values) {
        quietly(() ->
                values.forEach((name, value) -> parameters.parts().get(name).copy_(TorchMemory.share(value))));
    }

    @Override
    public void load(INDArray state) {
        quietly(() -> {
            host.arrays().forEach((name, array) -> parameters.parts().get(name).copy_(TorchMemory.share(array)));
            if (!state.isEmpty()) {
                long length = mean.numel();
                Tensor flat = TorchMemory.share(state).reshape(-1);
                mean.copy_(flat.narrow(0, 0, length));
                square.copy_(flat.narrow(0, length, length));
            }
        });
    }

    @Override
    public void store(INDArray state) {
        quietly(() -> {
            host.arrays().forEach((name, array) -> TorchMemory.share(array)
                    .copy_(parameters.parts().get(name)));
            if (!state.isEmpty()) {
                long length = mean.numel();
                Tensor flat = TorchMemory.share(state).view(-1);
                flat.narrow(0, 0, length).copy_(mean);
                flat.narrow(0, length, length).copy_(square);
            }
        });
    }

    @Override
    public void update(UpdateRule rule, double rate, double clip, long step) {
        quietly(() -> {
            Tensor g = gradient.flat();
            g.mul_(g.norm().reciprocal().mul(new Scalar(clip)).clamp_max(new Scalar(1.0)));
            if (rule instanceof UpdateRule.Adam adam) {
                mean.mul_(new Scalar(adam.beta1())).add_(g, new Scalar(1 - adam.beta1()));
                square.mul_(new Scalar(adam.beta2())).addcmul_(g, g, new Scalar(1 - adam.beta2()));
                parameters
                        .flat()
                        .addcdiv_(
                                mean,
                                square.sqrt().add_(new Scalar(adam.epsilon())),
                                new Scalar(-adam.stepSize(rate, step)));
            } else {
                parameters.flat().add_(g, new Scalar(-rate));
            }
        });
    }

    private void quietly(Runnable work) {
        stream.run(() -> TorchScope.releasing(() -> TorchScope.silently(() -> {
            work.run();
            return work;
        })));
    }

    @Override
    public void close() {
        others.add(parameters);
        others.add(gradient);
        for (TorchVector vector : others) {
            vector.parts().values().forEach(Tensor::close);
            vector.flat().close();
        }
        mean.close();
        square.close();
        stream.close();
    }

    /** The parameters where they are. */
    private final class OnDevice implements Leaves {
        @Override
        public DeviceStream stream() {
            return stream;
        }

        @Override
        public Optional<Tensor> find(String name) {
            return Optional.ofNullable(parameters.parts().get(name));
        }

        @Override
        public void refresh() {
            // They are nowhere else.
        }

        @Override
        public void differentiate(Set<String> names) {
            if (!names.equals(differentiated)) {
                differentiated = Set.copyOf(names);
                parameters.parts().forEach((name, leaf) -> leaf.set_requires_grad(names.contains(name)));
            }
        }

        @Override
        public void close() {
            // The memory outlives an evaluator.
        }
    }
}
