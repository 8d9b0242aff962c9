package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Everything that decides a trial's numbers. Where and when it runs, and where its data lie, is not part of it.
 *
 * @param data the images
 * @param model the model
 * @param optimization the training rule
 * @param engine who computes gradients
 * @param precision in which precision
 * @param averaging how many executors share the work
 * @param seed seed of every random draw of the trial
 */
public record TrialSpec(
        DataSpec data,
        ModelSpec model,
        OptimizationSpec optimization,
        EngineKind engine,
        Precision precision,
        AveragingSpec averaging,
        long seed)
        implements Serializable {

    /** @throws IllegalArgumentException if the engine does not compute in that precision */
    public TrialSpec {
        if (engine == EngineKind.ND4J && precision != Precision.FP32) {
            throw new IllegalArgumentException("precision = " + precision.label()
                    + " needs engine = libtorch or auto; engine = nd4j computes in fp32 only");
        }
    }

    /** A trial in single precision. */
    public TrialSpec(
            DataSpec data,
            ModelSpec model,
            OptimizationSpec optimization,
            EngineKind engine,
            AveragingSpec averaging,
            long seed) {
        this(data, model, optimization, engine, Precision.FP32, averaging, seed);
    }
}
