package org.skipsweep.driver.cli.sample;

import java.util.List;
import java.util.Optional;
import org.skipsweep.driver.message.UserError;
import picocli.CommandLine.Option;

/** {@code --interpolate I,J [--steps N]}: what lies between two test examples. */
final class InterpolationOption {
    private static final int FEWEST = 2;
    private static final int MOST = 100;

    @Option(
            names = "--interpolate",
            paramLabel = "I,J",
            split = ",",
            description =
                    "Go from the test example numbered I to that numbered J, counted from 0, in equal steps between"
                            + " their posterior means, and show nothing else.")
    private List<Integer> ends;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "How many steps, both ends included. Default: 9 images or 5 texts.")
    private Integer steps;

    /**
     * A way between two examples.
     *
     * @param from number of the one, counted from 0
     * @param to number of the other
     * @param steps of the way, at least 2
     */
    record Way(int from, int to, int steps) {}

    /**
     * The way that is asked for, if one is.
     *
     * @param examples how many test examples there are
     * @param usual steps unless given
     * @throws UserError if it cannot be
     */
    Optional<Way> way(int examples, int usual) {
        requireSense();
        if (ends == null) {
            return Optional.empty();
        }
        if (ends.size() != 2 || ends.stream().anyMatch(end -> end < 0 || end >= examples)) {
            throw new UserError("--interpolate must be two numbers of test examples between 0 and " + (examples - 1)
                    + ", such as 0,1, but is "
                    + String.join(",", ends.stream().map(String::valueOf).toList()));
        }
        return Optional.of(new Way(ends.get(0), ends.get(1), steps == null ? usual : steps));
    }

    private void requireSense() {
        if (steps != null && ends == null) {
            throw new UserError("--steps goes with --interpolate I,J, which is not given");
        }
        if (steps != null && (steps < FEWEST || steps > MOST)) {
            throw new UserError("--steps must lie between " + FEWEST + " and " + MOST + " but is " + steps);
        }
    }
}
