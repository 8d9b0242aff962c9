package org.skipsweep.driver.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the problems of one request, so that all of them are told at once. */
public final class Problems {
    private final Set<String> lines = new LinkedHashSet<>();

    public void add(String where, String message) {
        lines.add(where + ": " + message);
    }

    public boolean any() {
        return !lines.isEmpty();
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws UserError with every problem added so far, if there is one
     */
    public void throwIfAny() {
        if (any()) {
            throw new UserError(List.copyOf(lines));
        }
    }
}
