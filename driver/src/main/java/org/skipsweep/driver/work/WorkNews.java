package org.skipsweep.driver.work;

import java.io.Serializable;
import java.util.Locale;

/**
 * How far a piece of work is. As text, it is what Spark's pages show beside the task.
 *
 * @param of what the work is, such as "t-SNE of trial 0a1b2c3d4e"; tells pieces apart
 * @param unit what is counted, in the plural
 * @param done how many of these are behind
 * @param all how many there are, at least 1
 */
public record WorkNews(String of, String unit, int done, int all) implements Serializable {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %,d of %,d %s", of, done, all, unit);
    }
}
