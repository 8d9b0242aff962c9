package org.skipsweep.driver.sweep.plan;

/**
 * How the classification study is done where a sweep's results are reduced to it (model spec B.6).
 *
 * @param epochs passes of a classifier over the training set, at least 1
 */
public record ClassificationSettings(int epochs) {
    /** What holds unless a sweep file says otherwise. */
    public static final ClassificationSettings DEFAULT = new ClassificationSettings(100);

    /** @throws IllegalArgumentException if a value is out of range */
    public ClassificationSettings {
        if (epochs < 1) {
            throw new IllegalArgumentException("classification.epochs must be at least 1 but is " + epochs);
        }
    }
}
