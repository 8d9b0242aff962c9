package org.skipsweep.models.model;

/** What a graph of a model is for. */
public enum Phase {
    /** Batch normalisation uses the statistics of the minibatch and renews the running ones; dropout leaves units out. */
    TRAINING,
    /** Batch normalisation uses the running statistics; no unit is left out; examples do not influence each other. */
    EVALUATION
}
