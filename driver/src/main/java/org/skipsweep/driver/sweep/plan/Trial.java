package org.skipsweep.driver.sweep.plan;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.skipsweep.models.data.file.StoredFile;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.TrialSpecParser;

/** One trial of a sweep: everything that decides its numbers, and an id. */
public final class Trial implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ID_LENGTH = 10;

    private final String id;
    private final TrialSpec spec;

    private Trial(TrialSpec spec) {
        this.id = idOf(spec);
        this.spec = spec;
    }

    /** The trial with the given specification. */
    public static Trial of(TrialSpec spec) {
        return new Trial(spec);
    }

    /**
     * The trial with the given specification, which was kept under an id.
     *
     * @throws IllegalArgumentException if {@code id} is not the id of {@code spec}
     */
    public static Trial of(String id, TrialSpec spec) {
        Trial trial = new Trial(spec);
        if (!id.equals(trial.id)) {
            throw new IllegalArgumentException("trial " + id + " has the settings of trial " + trial.id);
        }
        return trial;
    }

    /**
     * The first 10 hexadecimal digits of the SHA-256 of the specification's JSON (UTF-8, no white space, keys in the order of
     * {@link TrialKeys}): same trial, same id, on any machine. An id that was published never changes: a key that is added
     * later is part of the text only where it differs from its default ({@link TrialKey#before}).
     */
    public String id() {
        return id;
    }

    /** Everything that decides its numbers. */
    public TrialSpec spec() {
        return spec;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trial that && spec.equals(that.spec);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + " " + spec;
    }

    private static String idOf(TrialSpec spec) {
        byte[] canonical = TrialSpecParser.toJson(spec).toString().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(StoredFile.newSha256().digest(canonical))
                .substring(0, ID_LENGTH);
    }
}
