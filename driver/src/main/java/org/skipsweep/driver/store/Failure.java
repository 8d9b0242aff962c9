package org.skipsweep.driver.store;

import java.util.Optional;

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
        String message, String cause, String stack, int epoch, long step, Optional<String> lastCheckpoint) {}
