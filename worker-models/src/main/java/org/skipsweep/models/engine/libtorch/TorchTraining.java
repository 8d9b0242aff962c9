package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.AdamRule;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.Parameter;
import org.skipsweep.models.engine.ResidentTraining;
import org.skipsweep.models.trial.Precision;

/**
 * Trains with parameters and Adam's moments in three flat tensors on the device. On a GPU nothing waits for a step: inputs
 * go through page-locked memory, and losses are collected at the end. Each training has a stream of its own, so that several
 * side by side share the GPU.
 */
final class TorchTraining implements ResidentTraining {
    private final LossGraph graph;
    /** The graph's parameters in the order of the flat tensors. */
    private final List<Parameter> layout;

    private final AdamRule rule;
    private final Device device;
    private final TorchCompiler compiler;
    private final TorchProgram program;
    private final DeviceStream stream;
    private final InputRing inputs;
    private final Tensor parameters;
    private final Tensor firstMoments;
    private final Tensor secondMoments;
    private final Map<String, Tensor> leaves = new HashMap<>();
    private Tensor losses;
    private int taken;

    TorchTraining(LossGraph graph, List<String> layout, AdamRule rule, Device device, Precision precision) {
        this.graph = graph;
        this.layout = graph.parameters().stream()
                .sorted(Comparator.comparingInt(parameter -> layout.indexOf(parameter.name())))
                .toList();
        this.rule = rule;
        this.device = device;
        this.compiler = new TorchCompiler(graph, device);
        List<String> wanted = new ArrayList<>(List.of(graph.loss()));
        wanted.addAll(graph.nextStatistics().values());
        this.program = compiler.compile(precision, wanted);
        this.stream = DeviceStream.on(device);
        this.inputs = new InputRing(device, stream);
        ScalarType type =
                TorchMemory.scalarType(graph.graph().getVariable(graph.loss()).dataType());
        long length = graph.parameters().stream().mapToLong(Parameter::length).sum();
        this.parameters = zeros(length, type);
        this.firstMoments = zeros(length, type);
        this.secondMoments = zeros(length, type);
        this.losses = zeros(0, type);
        cutLeaves();
    }

    private Tensor zeros(long length, ScalarType type) {
        return torch.zeros(new long[] {length}, new TensorOptions(type)).to(TorchMemory.device(device), type);
    }

    /** Parts of the flat tensor, in the shapes that the graph knows. */
    private void cutLeaves() {
        long from = 0;
        for (Parameter parameter : layout) {
            Tensor leaf = parameters
                    .narrow(0, from, parameter.length())
                    .view(parameter.dimensions())
                    .detach();
            leaf.set_requires_grad(parameter.trainable());
            leaves.put(parameter.name(), leaf);
            from += parameter.length();
        }
    }

    @Override
    public void load(State state, int steps) {
        stream.run(() -> TorchScope.silently(() -> {
            parameters.copy_(flat(state.parameters()));
            firstMoments.copy_(flat(state.firstMoments()));
            secondMoments.copy_(flat(state.secondMoments()));
            Tensor old = losses;
            losses = zeros(steps, parameters.scalar_type());
            old.close();
            taken = 0;
            return losses;
        }));
    }

    @Override
    public void step(Map<String, INDArray> minibatch, long iteration) {
        stream.run(() -> TorchScope.releasing(() -> {
            Map<String, Tensor> carried = inputs.carry(minibatch);
            Tensor[] values = TorchScope.recording(() -> program.run(given(carried)));
            return TorchScope.silently(() -> {
                Tensor loss = values[program.slot(graph.loss())];
                Tensor gradient = gradient(loss);
                losses.narrow(0, taken++, 1).copy_(loss);
                descend(gradient, iteration + 1);
                graph.nextStatistics()
                        .forEach((statistic, next) -> leaves.get(statistic).copy_(values[program.slot(next)]));
                return gradient;
            });
        }));
    }

    private List<Tensor> given(Map<String, Tensor> carried) {
        return program.given().stream()
                .map(name -> leaves.containsKey(name)
                        ? leaves.get(name)
                        : compiler.constants().getOrDefault(name, carried.get(name)))
                .toList();
    }

    /** The gradient of all parameters in one row, zero for running statistics. */
    private Tensor gradient(Tensor loss) {
        TensorVector trainable = new TensorVector(layout.stream()
                .filter(Parameter::trainable)
                .map(parameter -> leaves.get(parameter.name()))
                .toArray(Tensor[]::new));
        TensorVector derivatives =
                torch.grad(new TensorVector(loss), trainable, new TensorVector(), new BoolOptional(), false, true);
        List<Tensor> row = new ArrayList<>();
        int next = 0;
        for (Parameter parameter : layout) {
            Tensor derivative = parameter.trainable() ? derivatives.get(next++) : null;
            row.add(
                    derivative != null && derivative.defined()
                            ? derivative.reshape(parameter.length())
                            : torch.zeros_like(leaves.get(parameter.name())).reshape(parameter.length()));
        }
        return torch.cat(new TensorVector(row.toArray(Tensor[]::new)), 0);
    }

    private void descend(Tensor gradient, long step) {
        Tensor scale = gradient.norm().reciprocal().mul(new Scalar(rule.gradientClip()));
        gradient.mul_(scale.clamp_max(new Scalar(1.0)));
        firstMoments.mul_(new Scalar(rule.beta1())).add_(gradient, new Scalar(1 - rule.beta1()));
        secondMoments.mul_(new Scalar(rule.beta2())).addcmul_(gradient, gradient, new Scalar(1 - rule.beta2()));
        Tensor root = secondMoments.sqrt().add_(new Scalar(rule.epsilon()));
        parameters.addcdiv_(firstMoments, root, new Scalar(-rule.rate(step)));
    }

    @Override
    public double[] store(State state) {
        return stream.run(() -> TorchScope.releasing(() -> TorchScope.silently(() -> {
            flat(state.parameters()).copy_(parameters);
            flat(state.firstMoments()).copy_(firstMoments);
            flat(state.secondMoments()).copy_(secondMoments);
            return TorchMemory.values(losses.narrow(0, 0, taken));
        })));
    }

    private static Tensor flat(INDArray array) {
        return TorchMemory.share(array.reshape(array.length()));
    }

    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        List.of(parameters, firstMoments, secondMoments, losses).forEach(Tensor::close);
        inputs.close();
        compiler.close();
    }
}
