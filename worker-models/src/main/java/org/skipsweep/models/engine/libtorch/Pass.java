package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.skipsweep.models.engine.libtorch.device.Leaves;
import org.skipsweep.models.engine.libtorch.device.TorchScope;

/**
 * A forward pass or, where derivatives are wanted, a forward and a backward pass.
 *
 * @param program what computes the values
 * @param loss name of the value whose derivatives are taken
 * @param parameters names of the parameters to take derivatives with respect to
 * @param free names of the inputs to take derivatives with respect to
 * @param outputs names of the values wanted
 */
record Pass(TorchProgram program, String loss, Set<String> parameters, Set<String> free, List<String> outputs) {

    /**
     * Does it, on tensors of the device.
     *
     * @param programs what has the program's constants
     * @param leaves the parameters
     * @param inputs a tensor per name of an input; derivatives with respect to free ones are recorded from now on
     * @param derivatives a tensor per name of a parameter or free input, overwritten with the derivative with respect to it
     * @param output takes name and value of each output; the value is released afterwards
     */
    void run(
            TorchPrograms programs,
            Leaves leaves,
            Map<String, Tensor> inputs,
            Map<String, Tensor> derivatives,
            BiConsumer<String, Tensor> output) {
        TorchScope.releasing(() -> {
            boolean backward = !derivatives.isEmpty();
            if (backward) {
                leaves.differentiate(parameters);
                free.forEach(name -> inputs.get(name).set_requires_grad(true));
            }
            List<Tensor> given = programs.given(program, leaves::find, inputs);
            Tensor[] values = backward
                    ? TorchScope.recording(() -> program.run(given))
                    : TorchScope.silently(() -> program.run(given));
            return TorchScope.silently(() -> {
                if (backward) {
                    differentiate(values, leaves, inputs, derivatives);
                }
                outputs.forEach(name -> output.accept(name, values[program.slot(name)]));
                return values;
            });
        });
    }

    private void differentiate(
            Tensor[] values, Leaves leaves, Map<String, Tensor> inputs, Map<String, Tensor> derivatives) {
        List<Tensor> sources = new ArrayList<>();
        List<Tensor> targets = new ArrayList<>();
        parameters.forEach(name -> {
            sources.add(
                    program.standIn(name, values).or(() -> leaves.find(name)).orElseThrow());
            targets.add(derivatives.get(name));
        });
        free.forEach(name -> {
            sources.add(inputs.get(name));
            targets.add(derivatives.get(name));
        });
        Derivatives.write(values[program.slot(loss)], sources, targets);
    }
}
