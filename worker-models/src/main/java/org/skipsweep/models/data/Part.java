package org.skipsweep.models.data;

/** The three disjoint parts of a data set. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST
}
