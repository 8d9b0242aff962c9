package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.data.DataException;

/** Whether a reader refused its input as it should: by one of this program's own exceptions, with a message for its user. */
final class Refusal {
    private static final String CHECKPOINT = "cannot read checkpoint ";
    /** What Java says of a mistake in a program. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)\\b|Cannot invoke \"|^null$|: null$");

    private Refusal() {}

    /**
     * That this is a refusal, and each of its messages names something below {@code place} and holds no words of Java's but those that
     * the input itself has.
     *
     * @param input as a text
     * @param place what the messages name: a folder, or how they begin
     * @throws AssertionError if not, with {@code refusal} as its cause
     */
    static void requireProper(Exception refusal, String input, String place) {
        for (String message : messages(refusal)) {
            if (!message.contains(place)) {
                throw new AssertionError("does not say where: " + message, refusal);
            }
            if (FOREIGN.matcher(message).results().anyMatch(found -> !input.contains(found.group()))) {
                throw new AssertionError("speaks of Java: " + message, refusal);
            }
        }
    }

    private static List<String> messages(Exception refusal) {
        if (refusal instanceof UserError error) {
            return error.problems();
        }
        if (refusal instanceof DataException) {
            return List.of(String.valueOf(refusal.getMessage()));
        }
        if (refusal instanceof IOException
                && String.valueOf(refusal.getMessage()).startsWith(CHECKPOINT)) {
            return List.of(
                    refusal.getMessage(),
                    refusal.getMessage() + refusal.getCause().getMessage());
        }
        throw new AssertionError("a foreign exception: " + refusal, refusal);
    }
}
