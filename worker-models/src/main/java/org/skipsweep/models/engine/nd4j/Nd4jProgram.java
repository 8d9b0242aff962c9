package org.skipsweep.models.engine.nd4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.OperationOrder;

/**
 * A straight-line program: the operations of a graph in order, each with its input and output arrays, for one set of input shapes.
 *
 * <p>Only what the wanted values need is computed. An intermediate array is used again for a later value as soon as
 * nothing needs it any more, so that a step stays in a small part of memory.
 */
public final class Nd4jProgram implements AutoCloseable {
    /** Their results depend on nothing but the shapes of inputs, so they are known when a program is compiled. */
    private static final Set<String> SHAPE_OPERATIONS = Set.of("shape_of", "size_at");

    private record Step(DifferentialFunction operation, OpContext context) {}

    private record InputSlot(OpContext context, int index, String input) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<InputSlot> inputSlots = new ArrayList<>();
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();
    private final List<INDArray> owned;
    /** Constants, and what is computed from them and from shapes alone. */
    private final Set<String> known = new HashSet<>();

    private Nd4jProgram(List<INDArray> owned) {
        this.owned = owned;
    }

    /**
     * @param graph the graph, free of control flow
     * @param inputs an example array for each input of the graph, which fixes the shapes
     * @param parameters memory of the trainable arrays
     * @param outputs names of the values that {@link #run} returns
     * @param targets arrays that receive the named values instead of arrays of the program's own
     * @throws UnsupportedOperationException if the graph holds an operation that cannot run as a step, naming it
     */
    static Nd4jProgram compile(
            SameDiff graph,
            Map<String, INDArray> inputs,
            Map<String, INDArray> parameters,
            List<String> outputs,
            Map<String, INDArray> targets) {
        List<String> wanted = new ArrayList<>(outputs);
        wanted.addAll(targets.keySet());
        List<SameDiffOp> order = OperationOrder.of(graph, wanted);
        ArrayPool pool = new ArrayPool();
        Nd4jProgram program = new Nd4jProgram(pool.arrays());
        Map<String, INDArray> values = new HashMap<>(parameters);
        values.putAll(inputs);
        Lifetimes lifetimes = new Lifetimes(
                pool, order.stream().map(node -> Translation.reads(graph, node)).toList(), wanted);
        Translation translation = new Translation(
                graph,
                values::get,
                lifetimes.needed(),
                name -> !targets.containsKey(name) && (!values.containsKey(name) || pool.owns(values.get(name))),
                pool);

        for (SameDiffOp node : order) {
            program.add(node, graph, inputs, values, targets, translation, lifetimes, pool);
            Set.copyOf(Translation.reads(graph, node)).forEach(name -> lifetimes.read(values.get(name)));
            node.getOutputsOfOp().forEach(name -> lifetimes.release(values.get(name)));
        }
        outputs.forEach(name -> program.outputs.put(name, values.get(name)));
        return program;
    }

    /**
     * Executes the program; the values returned are overwritten by the next run. Give the same arrays with new values
     * from run to run: others cost native memory.
     */
    Map<String, INDArray> run(Map<String, INDArray> inputs) {
        for (InputSlot slot : inputSlots) {
            INDArray input = inputs.get(slot.input());
            // A context keeps every array it was ever given, and that array's memory, for as long as it lives.
            if (slot.context().getInputArray(slot.index()) != input) {
                slot.context().setInputArray(slot.index(), input);
            }
        }
        for (Step step : steps) {
            execute(step.operation(), step.context());
        }
        return outputs;
    }

    private static void execute(DifferentialFunction function, OpContext context) {
        if (function instanceof CustomOp custom) {
            Nd4j.getExecutioner().exec(custom, context);
            return;
        }
        Op operation = (Op) function;
        // Reducing a dimension of size 1 takes the arrays of the operation, not those of the context.
        operation.setX(context.getInputArray(0));
        operation.setZ(context.getOutputArray(0));
        Nd4j.getExecutioner().exec(operation, context);
    }

    @Override
    public void close() {
        steps.forEach(step -> step.context().purge());
        owned.forEach(INDArray::close);
    }

    private void add(
            SameDiffOp node,
            SameDiff graph,
            Map<String, INDArray> inputs,
            Map<String, INDArray> values,
            Map<String, INDArray> targets,
            Translation translation,
            Lifetimes lifetimes,
            ArrayPool pool) {
        OpContext whole = Nd4j.getExecutioner().buildContext();
        List<String> names = node.getInputsToOp();
        for (int i = 0; i < names.size(); i++) {
            whole.setInputArray(i, values.computeIfAbsent(names.get(i), missing -> {
                known.add(missing);
                return constant(graph, missing);
            }));
        }
        List<LongShapeDescriptor> shapes = shapes(node, whole);
        for (int i = 0; i < shapes.size(); i++) {
            String name = node.getOutputsOfOp().get(i);
            Optional<String> same = translation.sameAs(node, i);
            INDArray array = same.isPresent()
                    ? values.get(same.get())
                    : targets.containsKey(name)
                            ? targets.get(name)
                            : pool.take(
                                    graph.getVariable(name).dataType(),
                                    shapes.get(i).getShape());
            values.put(name, array);
            lifetimes.holds(array, name);
            whole.setOutputArray(i, array);
        }
        boolean constant =
                known.containsAll(names) && node.getOutputsOfOp().stream().noneMatch(targets::containsKey);
        if (constant || SHAPE_OPERATIONS.contains(node.getOp().opName())) {
            node.getOutputsOfOp().forEach(name -> pool.keep(values.get(name)));
            known.addAll(node.getOutputsOfOp());
            execute(node.getOp(), whole);
            whole.purge();
            return;
        }
        whole.purge();
        translation.of(node).forEach(instruction -> steps.add(step(instruction, inputs, values)));
    }

    private Step step(Instruction instruction, Map<String, INDArray> inputs, Map<String, INDArray> values) {
        OpContext context = Nd4j.getExecutioner().buildContext();
        for (int i = 0; i < instruction.inputs().size(); i++) {
            Operand operand = instruction.inputs().get(i);
            context.setInputArray(i, operand.array(values::get));
            if (operand instanceof Operand.Value value && inputs.containsKey(value.name())) {
                inputSlots.add(new InputSlot(context, i, value.name()));
            }
        }
        for (int i = 0; i < instruction.outputs().size(); i++) {
            context.setOutputArray(i, instruction.outputs().get(i).array(values::get));
        }
        if (instruction.operation() instanceof DynamicCustomOp custom) {
            context.setArgs(null, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
        }
        // oneDNN's LSTM in single precision ends in "object is not initialized".
        if (instruction.operation().opName().equals("lstmLayer")) {
            context.allowHelpers(false);
        }
        context.shapeFunctionOverride(true);
        return new Step(instruction.operation(), context);
    }

    private static List<LongShapeDescriptor> shapes(SameDiffOp node, OpContext context) {
        if (node.getOp() instanceof DynamicCustomOp custom) {
            context.setArgs(null, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
            return custom.calculateOutputShape(context);
        }
        if (node.getOp() instanceof Op && node.getInputsToOp().size() == 1) {
            return node.getOp().calculateOutputShape(context);
        }
        throw new UnsupportedOperationException("operation " + node.getName() + " ("
                + node.getOp().getClass().getSimpleName() + ") cannot be run by the nd4j engine");
    }

    private static INDArray constant(SameDiff graph, String name) {
        SDVariable variable = graph.getVariable(name);
        INDArray array = variable.getVariableType() == VariableType.PLACEHOLDER ? null : variable.getArr();
        if (array == null) {
            throw new IllegalArgumentException("no array was given for input " + name);
        }
        return array;
    }
}
