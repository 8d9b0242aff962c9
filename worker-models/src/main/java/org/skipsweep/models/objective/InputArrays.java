package org.skipsweep.models.objective;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Bounded;
import org.skipsweep.models.engine.FloatMemory;
import org.skipsweep.models.engine.Input;

/**
 * Fills the inputs that graphs declare: the only place that knows where each kind comes from. The arrays are written again
 * and again, since an engine may hold on to every array that it was ever given; a bounded number of them is kept.
 */
public final class InputArrays implements AutoCloseable {
    private static final int KEPT = 256;

    private final Bounded<Key, INDArray> arrays = new Bounded<>(KEPT, INDArray::close);
    private final DataType reals;

    private record Key(Use use, String input, List<Long> shape) {}

    private enum Use {
        VALUE,
        DERIVATIVE
    }

    /** @param reals the type of real numbers */
    public InputArrays(DataType reals) {
        this.reals = reals;
    }

    /**
     * An array per input, holding its values until the next call. Free inputs and shares, which an objective chooses, are left
     * out. Masks take their numbers from one generator, in the order in which they are declared.
     */
    public Map<String, INDArray> fill(List<Input> inputs, Draw draw) {
        Map<String, INDArray> filled = new LinkedHashMap<>();
        RandomGenerator masks = draw.noise().mask();
        for (Input input : inputs) {
            if (!(input instanceof Input.Free || input instanceof Input.Share)) {
                filled.put(input.name(), fill(input, draw, masks));
            }
        }
        return filled;
    }

    private INDArray fill(Input input, Draw draw, RandomGenerator masks) {
        Batch batch = draw.batch();
        long[] shape = input.dimensions(batch.size(), batch.length());
        if (input instanceof Input.Observed) {
            return holding(input, shape, batch.reals());
        }
        if (input instanceof Input.Tokens) {
            INDArray array = array(input, shape);
            array.data().setData(batch.tokens());
            return array;
        }
        if (input instanceof Input.Weight) {
            return holding(input, shape, constant(shape, (float) draw.klWeight()));
        }
        if (input instanceof Input.Normal) {
            return holding(input, shape, drawn(shape, draw.noise().latent()::nextGaussian));
        }
        if (input instanceof Input.Mask mask) {
            return holding(input, shape, mask(shape, mask.keep(), masks));
        }
        throw new IllegalArgumentException("nothing fills input " + input.name());
    }

    private static float[] drawn(long[] shape, DoubleSupplier source) {
        float[] values = new float[length(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) source.getAsDouble();
        }
        return values;
    }

    /** Every 64 random bits decide on two values, without a branch, which a processor could only guess. */
    private static float[] mask(long[] shape, double keep, RandomGenerator random) {
        float[] values = new float[length(shape)];
        int kept = Float.floatToRawIntBits((float) (1 / keep));
        long below = Math.round((keep - 0.5) * 0x1p32);
        for (int i = 0; i < values.length; i += 2) {
            long bits = random.nextLong();
            values[i] = keptIfBelow(kept, (int) bits, below);
            if (i + 1 < values.length) {
                values[i + 1] = keptIfBelow(kept, (int) (bits >>> Integer.SIZE), below);
            }
        }
        return values;
    }

    private static float keptIfBelow(int kept, int drawn, long below) {
        return Float.intBitsToFloat(kept & (int) ((drawn - below) >> (Long.SIZE - 1)));
    }

    private static float[] constant(long[] shape, float value) {
        float[] values = new float[length(shape)];
        Arrays.fill(values, value);
        return values;
    }

    private static int length(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    }

    /** An array for an input of so many examples, holding {@code values} until the next call for it. */
    public INDArray holding(Input input, int examples, float[] values) {
        return holding(input, input.dimensions(examples, 1), values);
    }

    /** The same for values that the graph may take in double precision. */
    INDArray holding(Input input, int examples, double[] values) {
        INDArray array = array(input, input.dimensions(examples, 1));
        array.data().setData(values);
        return array;
    }

    /** Arrays of twice as many examples: those given, and once more those given, until the next call. */
    Map<String, INDArray> twice(Map<String, INDArray> given) {
        Map<String, INDArray> doubled = new LinkedHashMap<>();
        given.forEach((name, array) -> {
            long[] shape = array.shape().clone();
            long examples = shape[0];
            shape[0] *= 2;
            INDArray both = arrays.get(
                    new Key(Use.VALUE, name, Arrays.stream(shape).boxed().toList()),
                    () -> Nd4j.createUninitializedDetached(array.dataType(), 'c', shape));
            both.get(NDArrayIndex.interval(0, examples)).assign(array);
            both.get(NDArrayIndex.interval(examples, 2 * examples)).assign(array);
            doubled.put(name, both);
        });
        return doubled;
    }

    private INDArray holding(Input input, long[] shape, float[] values) {
        INDArray array = array(input, shape);
        if (FloatMemory.reaches(array)) {
            FloatMemory.of(array).put(0, values);
        } else {
            array.data().setData(values);
        }
        return array;
    }

    /** An array for the derivative with respect to an input of so many examples; the same one at every call. */
    INDArray derivative(Input input, int examples) {
        return array(Use.DERIVATIVE, input, input.dimensions(examples, 1));
    }

    private INDArray array(Input input, long[] shape) {
        return array(Use.VALUE, input, shape);
    }

    private INDArray array(Use use, Input input, long[] shape) {
        return arrays.get(
                new Key(use, input.name(), Arrays.stream(shape).boxed().toList()),
                () -> Nd4j.createUninitializedDetached(input.dataType(reals), 'c', shape));
    }

    @Override
    public void close() {
        arrays.close();
    }
}
