package org.skipsweep.models.engine.nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.nd4j.Operand.Own;
import org.skipsweep.models.engine.nd4j.Operand.Value;

/**
 * ND4J's {@code lstmLayer} and {@code lstmLayer_bp} as what they are made of, a cell for every time step: the same numbers to the
 * last bit.
 *
 * <p>The two operations of 1.0.0-M2.1 never free the views of time steps that they make (about 9 of 80 bytes for every time step),
 * and with them neither what the gradient remembers, 10 numbers for every example, time step and unit: {@code
 * sd::ResultSet::delContent} passes over arrays that are views. The operations of the cells make no such views.
 */
final class LstmCells {
    private static final long BATCH_FIRST = 1;
    private static final long FORWARD = 0;
    /** Bias, and neither lengths of sentences, initial states nor peepholes. */
    private static final boolean[] PLAIN = {true, false, false, false, false};

    private static final int EVERY_OUTPUT = 5;
    private static final int LAST_STATE = 7;

    private final Function<String, INDArray> values;
    private final Predicate<String> fixed;
    private final ArrayPool pool;
    private final Map<List<String>, Sequence> sequences = new HashMap<>();

    /**
     * What a layer computed.
     *
     * @param x [B, T, inputs]
     * @param outputs h_{-1} to h_{T-1}, [T + 1, B, units]
     * @param states c_{-1} to c_{T-1}, [T + 1, B, units]
     */
    private record Sequence(INDArray x, INDArray outputs, INDArray states) {
        int length() {
            return (int) x.size(1);
        }
    }

    /**
     * @param values the arrays of values computed so far, and of the operation in hand
     * @param fixed whether a value lies in the same array at every run
     * @param pool where the states are kept
     */
    LstmCells(Function<String, INDArray> values, Predicate<String> fixed, ArrayPool pool) {
        this.values = values;
        this.fixed = fixed;
        this.pool = pool;
    }

    /** Whether an operation is an LSTM layer, or the gradient of one, of the kind that cells are known for. */
    static boolean know(DynamicCustomOp operation) {
        if (!operation.opName().equals("lstmLayer") && !operation.opName().equals("lstmLayer_bp")) {
            return false;
        }
        boolean[] flags = operation.bArgs();
        return operation.iArgs()[0] == BATCH_FIRST
                && operation.iArgs()[1] == FORWARD
                && Arrays.equals(Arrays.copyOf(flags, PLAIN.length), PLAIN)
                && flags[EVERY_OUTPUT] != flags[EVERY_OUTPUT + 1]
                && !flags[LAST_STATE];
    }

    /** Instructions for an operation that is known. */
    List<Instruction> of(DynamicCustomOp layer, List<String> inputs, List<String> outputs) {
        return layer.opName().equals("lstmLayer")
                ? outputs(layer, inputs, outputs.get(0))
                : gradients(layer, inputs, outputs);
    }

    private List<Instruction> outputs(DynamicCustomOp layer, List<String> inputs, String output) {
        List<Instruction> instructions = new ArrayList<>();
        Sequence sequence = sequence(layer, inputs, instructions);
        INDArray outputs = sequence.outputs();
        int length = sequence.length();
        instructions.add(
                layer.bArgs()[EVERY_OUTPUT]
                        ? new Instruction(
                                DynamicCustomOp.builder("permute")
                                        .addIntegerArguments(1, 0, 2)
                                        .build(),
                                List.of(new Own(outputs.get(NDArrayIndex.interval(1, length + 1)))),
                                List.of(new Value(output)))
                        : copy(new Own(outputs.slice(length)), new Value(output)));
        return instructions;
    }

    private List<Instruction> gradients(DynamicCustomOp layer, List<String> inputs, List<String> outputs) {
        List<Instruction> instructions = new ArrayList<>();
        Sequence sequence = sequence(layer, inputs, instructions);
        INDArray first = sequence.outputs().slice(0);
        List<Operand> sums = new ArrayList<>();
        outputs.subList(1, outputs.size()).forEach(name -> sums.add(new Value(name)));
        sums.add(new Own(pool.zeros(first.dataType(), first.shape())));
        sums.add(new Own(pool.zeros(first.dataType(), first.shape())));
        sums.forEach(sum -> instructions.add(
                new Instruction(DynamicCustomOp.builder("zeros_as").build(), List.of(sum), List.of(sum))));

        INDArray incoming = values.apply(inputs.get(inputs.size() - 1));
        INDArray outgoing = values.apply(outputs.get(0));
        DynamicCustomOp cell = cell("lstmLayerCellBp", layer);
        for (int t = sequence.length() - 1; t >= 0; t--) {
            boolean last = t == sequence.length() - 1;
            List<Operand> read = cellInputs(sequence, inputs, t);
            read.add(new Own(layer.bArgs()[EVERY_OUTPUT] ? step(incoming, t) : last ? incoming : first));
            List<Operand> written = new ArrayList<>(List.of(new Own(step(outgoing, t))));
            written.addAll(sums);
            instructions.add(new Instruction(cell, read, written));
        }
        return instructions;
    }

    /** What a layer computes of its inputs, the first time with instructions that compute it. */
    private Sequence sequence(DynamicCustomOp layer, List<String> inputs, List<Instruction> instructions) {
        List<String> key = List.copyOf(inputs.subList(0, 4));
        Sequence known = sequences.get(key);
        if (known != null) {
            return known;
        }
        INDArray x = values.apply(key.get(0));
        if (!fixed.test(key.get(0))) {
            x = pool.zeros(x.dataType(), x.shape());
            instructions.add(copy(new Value(key.get(0)), new Own(x)));
        }
        long[] shape = {x.size(1) + 1, x.size(0), values.apply(key.get(2)).size(0)};
        Sequence sequence = new Sequence(x, pool.zeros(x.dataType(), shape), pool.zeros(x.dataType(), shape));
        sequences.put(key, sequence);
        DynamicCustomOp cell = cell("lstmLayerCell", layer);
        for (int t = 0; t < sequence.length(); t++) {
            instructions.add(new Instruction(
                    cell,
                    cellInputs(sequence, key, t),
                    List.of(
                            new Own(sequence.outputs().slice(t + 1)),
                            new Own(sequence.states().slice(t + 1)))));
        }
        return sequence;
    }

    /** What a cell reads: x_t, W, R, b, h_{t-1} and c_{t-1}. */
    private static List<Operand> cellInputs(Sequence sequence, List<String> inputs, int t) {
        List<Operand> read = new ArrayList<>(List.of(new Own(step(sequence.x(), t))));
        inputs.subList(1, 4).forEach(name -> read.add(new Value(name)));
        read.add(new Own(sequence.outputs().slice(t)));
        read.add(new Own(sequence.states().slice(t)));
        return read;
    }

    private static DynamicCustomOp cell(String name, DynamicCustomOp layer) {
        DynamicCustomOp cell = DynamicCustomOp.builder(name).build();
        cell.addIArgument(Arrays.copyOfRange(layer.iArgs(), 2, layer.iArgs().length));
        cell.addTArgument(layer.tArgs());
        cell.addBArgument(true, false);
        return cell;
    }

    private static Instruction copy(Operand from, Operand to) {
        return new Instruction(DynamicCustomOp.builder("identity").build(), List.of(from), List.of(to));
    }

    /** A time step of an array [B, T, n]. */
    private static INDArray step(INDArray array, int t) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.point(t), NDArrayIndex.all());
    }
}
