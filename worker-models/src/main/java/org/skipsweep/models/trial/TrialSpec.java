package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Everything that decides a trial's numbers. Where and when it runs, and where its data lie, is not part of it.
 *
 * @param data the images
 * @param model the model
 * @param optimization the training rule
 * @param engine who computes gradients
 * @param averaging how many executors share the work
 * @param seed seed of every random draw of the trial
 */
public record TrialSpec(
        DataSpec data,
        ModelSpec model,
        OptimizationSpec optimization,
        EngineKind engine,
        AveragingSpec averaging,
        long seed)
        implements Serializable {}
