package org.skipsweep.models.engine.libtorch.operation;

/** What an operation computes with where the trial asks for reduced precision. */
public enum Rounding {
    /** The reduced precision: matrix products, convolutions and recurrences, which gain most and lose least. */
    REDUCED,
    /** The reduced precision for what it reads; its result has the precision of the parameters. */
    REDUCED_INSIDE,
    /** The precision of the parameters: reductions, exponentials, losses. */
    FULL,
    /** That of its inputs, the better one if they differ: everything that moves or scales values. */
    AS_GIVEN,
    /** The reduced precision if any of its inputs has it: what puts values side by side. */
    AS_ANY,
    /** That of its first input, which its first output has too; all others are in the precision of the parameters. */
    AS_FIRST
}
