package org.skipsweep.models.engine.libtorch.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.libtorch.operation.Attributes;
import org.skipsweep.models.engine.libtorch.operation.MapLayout;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * Normalisation by mean and biased variance of the minibatch,
 *
 * <pre>
 *   centred = x - mean(x);  variance = mean(centred * centred);  centred * (gamma * rsqrt(variance + epsilon)) + beta
 * </pre>
 *
 * with mean and variance over all dimensions of maps but the channels. Both may be read elsewhere, as running statistics
 * do, but not on the way to the loss: no derivative goes through them.
 */
public final class BatchNormalizationFusion implements Fusion {
    private static final int USES_OF_CENTRED = 3;

    @Override
    public Optional<TorchCall> fuse(TorchCall sum, CallGraph graph, String loss) {
        if (!sum.name().equals("add")) {
            return Optional.empty();
        }
        Optional<TorchCall> scaled = graph.onlyFor(sum.inputs().get(0), "multiply");
        Optional<TorchCall> centred =
                scaled.flatMap(product -> graph.maker(product.inputs().get(0), "subtract"));
        Optional<TorchCall> mean =
                centred.flatMap(difference -> mean(difference.inputs().get(1), graph));
        Optional<TorchCall> scale =
                scaled.flatMap(product -> graph.onlyFor(product.inputs().get(1), "multiply"));
        Optional<TorchCall> shifted = scale.flatMap(
                        product -> graph.onlyFor(product.inputs().get(1), "rsqrt"))
                .flatMap(root -> graph.onlyFor(root.inputs().get(0), "add_scalar"));
        Optional<TorchCall> variance =
                shifted.flatMap(increased -> mean(increased.inputs().get(0), graph));
        Optional<TorchCall> square =
                variance.flatMap(average -> graph.onlyFor(average.inputs().get(0), "multiply"));
        if (mean.isEmpty() || square.isEmpty()) {
            return Optional.empty();
        }
        TorchCall difference = centred.orElseThrow();
        String maps = difference.inputs().get(0);
        boolean ofTheSame = mean.get().inputs().get(0).equals(maps)
                && square.get().inputs().equals(List.of(difference.output(), difference.output()))
                && graph.readers(difference.output()).size() == USES_OF_CENTRED;
        MapLayout layout = layout(mean.get());
        String meanValue = mean.get().output();
        String varianceValue = variance.orElseThrow().output();
        if (!ofTheSame
                || layout != layout(variance.orElseThrow())
                || !perChannel(sum.inputs().get(1), layout, graph)
                || !perChannel(scale.orElseThrow().inputs().get(0), layout, graph)
                || graph.leadsTo(meanValue, loss, Set.of(difference))
                || graph.leadsTo(varianceValue, loss, Set.of(shifted.orElseThrow()))) {
            return Optional.empty();
        }
        double epsilon = Attributes.scalar(shifted.orElseThrow().source());
        return Optional.of(new TorchCall(
                "batchNormalization",
                null,
                Rounding.AS_FIRST,
                x -> normalize(layout, x[0], x[1], x[2], epsilon),
                List.of(maps, scale.orElseThrow().inputs().get(0), sum.inputs().get(1)),
                List.of(sum.output(), meanValue, varianceValue)));
    }

    private static Optional<TorchCall> mean(String value, CallGraph graph) {
        return graph.maker(value, "reduce_mean").filter(call -> ofChannelsFirst(call) || ofChannelsLast(call));
    }

    private static boolean ofChannelsFirst(TorchCall mean) {
        return Attributes.keepsDimensions(mean.source())
                && Arrays.equals(Attributes.dimensions(mean.source()), new long[] {0, 2, 3});
    }

    private static boolean ofChannelsLast(TorchCall mean) {
        return !Attributes.keepsDimensions(mean.source())
                && Arrays.equals(Attributes.dimensions(mean.source()), new long[] {0, 1, 2});
    }

    private static MapLayout layout(TorchCall mean) {
        return ofChannelsFirst(mean) ? MapLayout.CHANNELS_FIRST : MapLayout.CHANNELS_LAST;
    }

    /** Whether a value has one number per channel: the shape [1, channels, 1, 1], or that of a parameter [channels]. */
    private static boolean perChannel(String value, MapLayout layout, CallGraph graph) {
        return layout == MapLayout.CHANNELS_LAST
                ? graph.isGiven(value)
                : graph.maker(value, "reshape")
                        .map(call -> Attributes.integers(call.source()))
                        .filter(shape -> shape.length == 5 && shape[1] == 1 && shape[3] == 1 && shape[4] == 1)
                        .isPresent();
    }

    private static Tensor[] normalize(MapLayout layout, Tensor maps, Tensor gamma, Tensor beta, double epsilon) {
        T_TensorTensorTensor_T result = torch.native_batch_norm(
                layout.channelsFirst(maps),
                new TensorOptional(gamma.reshape(-1)),
                new TensorOptional(beta.reshape(-1)),
                new TensorOptional(),
                new TensorOptional(),
                true,
                0,
                epsilon);
        Tensor mean = result.get1();
        Tensor variance = result.get2().pow(new Scalar(-2.0)).sub(new Scalar(epsilon));
        Tensor normalized = layout.restored(new Tensor(result.get0()));
        if (layout == MapLayout.CHANNELS_FIRST) {
            mean = mean.view(1, -1, 1, 1);
            variance = variance.view(1, -1, 1, 1);
        }
        return new Tensor[] {normalized, mean, variance};
    }
}
