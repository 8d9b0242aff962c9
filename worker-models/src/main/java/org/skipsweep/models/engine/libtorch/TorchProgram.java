package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.engine.libtorch.operation.TorchOperation;

/** Calls in order, each knowing by number where its inputs are and which of them nothing reads after it. */
final class TorchProgram {
    private record Step(String name, TorchOperation operation, int[] inputs, int[] outputs, int[] finished) {
        Tensor[] run(Tensor[] values) {
            try {
                return operation.apply(values);
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "operation " + name + " failed in libtorch: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        e);
            }
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> given;
    private final Map<String, String> standIns;

    /**
     * @param calls in an order in which every input is there when it is read
     * @param given names of values that {@link #run} gets: inputs, parameters, constants
     * @param wanted names of values that can be asked for after a run
     * @param standIns names of values to take derivatives with respect to, in place of the given ones that they are made of
     */
    TorchProgram(List<TorchCall> calls, List<String> given, Set<String> wanted, Map<String, String> standIns) {
        this.given = List.copyOf(given);
        this.standIns = Map.copyOf(standIns);
        given.forEach(this::slot);
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            int position = i;
            calls.get(i).inputs().forEach(name -> lastUse.put(name, position));
        }
        for (int i = 0; i < calls.size(); i++) {
            TorchCall call = calls.get(i);
            int now = i;
            int[] inputs = call.inputs().stream().mapToInt(this::slot).toArray();
            int[] finished = call.inputs().stream()
                    .distinct()
                    .filter(name -> lastUse.get(name) == now
                            && !given.contains(name)
                            && !wanted.contains(name)
                            && !standIns.containsValue(name))
                    .mapToInt(this::slot)
                    .toArray();
            int[] outputs = call.outputs().stream().mapToInt(this::slot).toArray();
            steps.add(new Step(call.name(), call.operation(), inputs, outputs, finished));
        }
    }

    /** Names of the values that {@link #run} takes, in order. */
    List<String> given() {
        return given;
    }

    /** Where a value is in what {@link #run} returns. */
    int slot(String name) {
        return slots.computeIfAbsent(name, unused -> slots.size());
    }

    /** What to take derivatives with respect to for those of a given value: an entry in what {@link #run} returned, or nothing. */
    Optional<Tensor> standIn(String name, Tensor[] values) {
        return Optional.ofNullable(standIns.get(name)).map(standIn -> values[slot(standIn)]);
    }

    /**
     * Runs all calls. Handles of values that nothing needs any more are closed on the way.
     *
     * @param values the values given, in the order of {@link #given}
     * @return a tensor for each slot whose value was asked for
     * @throws IllegalStateException if libtorch refuses a call, naming the operation
     */
    Tensor[] run(List<Tensor> values) {
        Tensor[] tensors = values.toArray(new Tensor[slots.size()]);
        for (Step step : steps) {
            Tensor[] inputs = new Tensor[step.inputs().length];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = tensors[step.inputs()[i]];
            }
            Tensor[] outputs = step.run(inputs);
            for (int i = 0; i < outputs.length; i++) {
                tensors[step.outputs()[i]] = outputs[i];
            }
            for (int finished : step.finished()) {
                tensors[finished].close();
                tensors[finished] = null;
            }
        }
        return tensors;
    }
}
