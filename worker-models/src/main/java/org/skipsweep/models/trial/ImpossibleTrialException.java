package org.skipsweep.models.trial;

import java.util.List;

/** Values that are each in range but cannot stand together. */
public final class ImpossibleTrialException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<TrialKey<?>> keys;

    ImpossibleTrialException(String message, TrialKey<?>... keys) {
        super(message);
        this.keys = List.of(keys);
    }

    /** The keys that do not go together, the one that is most likely to be wrong first. */
    public List<TrialKey<?>> keys() {
        return keys;
    }
}
