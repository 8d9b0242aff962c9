package org.skipsweep.driver.message;

import java.util.List;

/** A request that cannot be carried out as it stands; its problems are written for the person who made it. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** One problem: where it is, what was expected and what to do. */
    public UserError(String problem) {
        this(List.of(problem));
    }

    /** Several problems, each one line or more, in the order in which to show them. */
    public UserError(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One problem that another exception revealed. */
    public UserError(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** Every problem, at least one. */
    public List<String> problems() {
        return problems;
    }
}
