package org.skipsweep.driver.sweep.plan;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.TrialSpecParser;

/**
 * One trial of a sweep.
 *
 * @param id the first 10 hexadecimal digits of the SHA-256 of the specification's JSON (UTF-8, no white space, keys in the
 *     order of {@link TrialKeys}): same trial, same id, on any machine. An id that was published never changes: a key that
 *     is added later is part of the text only where it differs from its default ({@link TrialKey#before})
 * @param spec everything that decides its numbers
 */
public record Trial(String id, TrialSpec spec) implements Serializable {
    private static final int ID_LENGTH = 10;

    /**
     * Checks that the id is that of the specification.
     *
     * @throws IllegalArgumentException if {@code id} is not the id of {@code spec}
     */
    public Trial {
        String expected = idOf(spec);
        if (!id.equals(expected)) {
            throw new IllegalArgumentException("trial " + id + " has the settings of trial " + expected);
        }
    }

    /** The trial with the given specification. */
    public static Trial of(TrialSpec spec) {
        return new Trial(idOf(spec), spec);
    }

    private static String idOf(TrialSpec spec) {
        byte[] canonical = TrialSpecParser.toJson(spec).toString().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
