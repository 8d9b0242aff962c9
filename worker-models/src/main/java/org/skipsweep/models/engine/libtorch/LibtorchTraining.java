package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.Parameter;
import org.skipsweep.models.trial.Precision;

/**
 * Training steps whose parameters, gradients and Adam's state stay on the device. Nothing waits for the device between
 * {@link #load} and {@link #store}. Not safe for use by several threads at once.
 */
public final class LibtorchTraining implements AutoCloseable {
    private final LossGraph graph;
    private final TrainingMemory memory;
    private final AdamRule rule;
    private final Precision precision;
    private final TorchPrograms programs;
    private final List<String> statistics;
    private final List<String> trainable;

    private final Tensor parameters;
    private final Tensor gradients;
    private final Tensor mean;
    private final Tensor square;
    private final Tensor lossSum;
    private final Tensor finiteSteps;
    private final Map<String, Tensor> leaves = new HashMap<>();
    private final Map<String, Tensor> targets = new HashMap<>();

    /**
     * What came of the steps since {@link #load}.
     *
     * @param lossSum sum of their losses, in nats
     * @param finiteSteps how many steps there were before the first whose loss was not finite
     */
    public record Outcome(double lossSum, long finiteSteps) {}

    LibtorchTraining(LossGraph graph, TrainingMemory memory, AdamRule rule, Device device, Precision precision) {
        this.graph = graph;
        this.memory = memory;
        this.rule = rule;
        this.precision = precision;
        this.programs = new TorchPrograms(graph, device);
        this.statistics = List.copyOf(graph.nextStatistics().keySet());
        this.trainable = graph.trainable().stream().map(Parameter::name).toList();
        ScalarType type = TorchMemory.scalarType(memory.flat().dataType());
        this.parameters = zeros(memory.flat().length(), type, device);
        this.gradients = zeros(memory.flat().length(), type, device);
        this.mean = zeros(memory.flat().length(), type, device);
        this.square = zeros(memory.flat().length(), type, device);
        this.lossSum = zeros(1, ScalarType.Double, device);
        this.finiteSteps = zeros(1, ScalarType.Double, device);
        memory.parameters().forEach((name, array) -> {
            leaves.put(name, view(parameters, array));
            targets.put(name, view(gradients, array));
        });
        trainable.forEach(name -> leaves.get(name).set_requires_grad(true));
    }

    private static Tensor zeros(long length, ScalarType type, Device device) {
        return TorchMemory.on(torch.zeros(new long[] {length}, new TensorOptions(type)), device);
    }

    /** The part of {@code flat} that is where {@code array} is in Deeplearning4j's flat memory. */
    private Tensor view(Tensor flat, INDArray array) {
        long bytes = array.data().addressPointer().address()
                - memory.flat().data().addressPointer().address();
        long from = bytes / array.data().getElementSize();
        return flat.narrow(0, from, array.length()).as_strided(array.shape(), array.stride());
    }

    /** Reads parameters and Adam's state from Deeplearning4j's memory. */
    public void load() {
        quietly(() -> {
            long length = memory.flat().length();
            Tensor state = TorchMemory.share(memory.state()).reshape(-1);
            parameters.copy_(TorchMemory.share(memory.flat()).reshape(-1));
            mean.copy_(state.narrow(0, 0, length));
            square.copy_(state.narrow(0, length, length));
            lossSum.zero_();
            finiteSteps.zero_();
        });
    }

    /**
     * Makes one step.
     *
     * @param inputs an array per input of the graph
     * @param t number of the step, counted from 1 over the whole training
     */
    public void step(Map<String, INDArray> inputs, long t) {
        List<String> next = statistics.stream().map(graph.nextStatistics()::get).toList();
        TorchProgram program = programs.computingLossAnd(next, precision);
        TorchScope.releasing(() -> {
            Tensor[] values = TorchScope.recording(() -> program.run(programs.given(program, this::leaf, inputs)));
            return TorchScope.silently(() -> {
                Tensor loss = values[program.slot(graph.loss())];
                Derivatives.write(
                        loss,
                        trainable.stream().map(leaves::get).toList(),
                        trainable.stream().map(targets::get).toList());
                count(loss.detach().to(ScalarType.Double));
                for (int i = 0; i < statistics.size(); i++) {
                    leaves.get(statistics.get(i)).copy_(values[program.slot(next.get(i))].detach());
                }
                update(t);
                return t;
            });
        });
    }

    private Optional<Tensor> leaf(String name) {
        return Optional.ofNullable(leaves.get(name));
    }

    /** Steps are counted as finite only while all before them were: the sum is infinite or not a number from then on. */
    private void count(Tensor loss) {
        lossSum.add_(loss);
        finiteSteps.add_(lossSum.isfinite().to(ScalarType.Double));
    }

    private void update(long t) {
        Tensor norm = gradients.norm();
        gradients.mul_(norm.reciprocal().mul(new Scalar(rule.gradientClip())).clamp_max(new Scalar(1.0)));
        mean.mul_(new Scalar(rule.beta1())).add_(gradients, new Scalar(1 - rule.beta1()));
        square.mul_(new Scalar(rule.beta2())).addcmul_(gradients, gradients, new Scalar(1 - rule.beta2()));
        parameters.addcdiv_(mean, square.sqrt().add_(new Scalar(rule.epsilon())), new Scalar(-rule.rate(t)));
    }

    /** Waits for the device and writes parameters and Adam's state to Deeplearning4j's memory. */
    public Outcome store() {
        quietly(() -> {
            long length = memory.flat().length();
            Tensor state = TorchMemory.share(memory.state()).view(-1);
            TorchMemory.share(memory.flat()).view(-1).copy_(parameters);
            state.narrow(0, 0, length).copy_(mean);
            state.narrow(0, length, length).copy_(square);
        });
        return outcome();
    }

    /** Waits for the device. */
    public Outcome outcome() {
        return TorchScope.releasing(() -> new Outcome(lossSum.item_double(), (long) finiteSteps.item_double()));
    }

    private static void quietly(Runnable work) {
        TorchScope.releasing(() -> TorchScope.silently(() -> {
            work.run();
            return work;
        }));
    }

    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        targets.values().forEach(Tensor::close);
        List.of(parameters, gradients, mean, square, lossSum, finiteSteps).forEach(Tensor::close);
        programs.close();
    }
}
