package org.skipsweep.driver.run.averaging;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a minibatch stands in a trial's training. As text it is what dl4j-spark calls a path: what a worker needs to make the
 * minibatch itself.
 *
 * @param epoch counted from 1
 * @param position in the epoch, counted from 0
 */
record MinibatchPath(int epoch, int position) {
    private static final Pattern TEXT = Pattern.compile("epoch-(\\d{1,9})/minibatch-(\\d{1,9})");

    /** @throws IllegalArgumentException if {@code text} is none of {@link #text} */
    static MinibatchPath of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" names no minibatch; expected for example epoch-1/minibatch-0");
        }
        return new MinibatchPath(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    String text() {
        return String.format(Locale.ROOT, "epoch-%d/minibatch-%d", epoch, position);
    }
}
