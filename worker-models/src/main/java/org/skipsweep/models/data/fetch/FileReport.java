package org.skipsweep.models.data.fetch;

/**
 * What a check found out about one file.
 *
 * @param path the file
 * @param verdict the outcome
 * @param detail why, for the user
 */
public record FileReport(String path, Verdict verdict, String detail) {

    /** Outcomes of a check. */
    public enum Verdict {
        /** Its contents are exactly the published ones. */
        PUBLISHED,
        /** Nobody publishes a checksum for it; its form and sizes are right. */
        PLAUSIBLE,
        /** Damaged, or another file than it should be. */
        WRONG,
        /** Not there. */
        MISSING
    }

    /** Whether trials can use the file. */
    public boolean usable() {
        return verdict == Verdict.PUBLISHED || verdict == Verdict.PLAUSIBLE;
    }
}
