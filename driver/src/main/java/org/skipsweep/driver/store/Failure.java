package org.skipsweep.driver.store;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Why a trial ended without numbers.
 *
 * @param message what went wrong, for a person
 * @param cause class name of the exception
 * @param stack its stack trace
 * @param epoch 1-based epoch in which it happened; 0 before training
 * @param step 1-based step since the start of training; 0 before training
 * @param lastCheckpoint path of the last good checkpoint, which is kept
 */
public record Failure(
        String message, String cause, String stack, int epoch, long step, Optional<String> lastCheckpoint) {

    /** The failure that an exception tells of. */
    public static Failure of(Throwable cause, int epoch, long step, Optional<Path> lastCheckpoint) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return new Failure(
                cause.getMessage() == null ? cause.toString() : cause.getMessage(),
                cause.getClass().getName(),
                stack.toString(),
                epoch,
                step,
                lastCheckpoint.map(Path::toString));
    }
}
