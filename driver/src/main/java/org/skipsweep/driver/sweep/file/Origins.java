package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value was written, as a person names it. */
final class Origins {
    static final String COMMAND_LINE = "command line, ";
    private static final Pattern LINES =
            Pattern.compile("^(?:merge of )?(.*?): (\\d+)(?:-\\d+)?(?:,.*)?$", Pattern.DOTALL);

    private Origins() {}

    /** "FILE:LINE" or "command line, KEY=VALUE". */
    static String where(ConfigValue value) {
        return where(value.origin());
    }

    static String where(ConfigOrigin origin) {
        String source = source(origin);
        return source.startsWith(COMMAND_LINE) || origin.lineNumber() < 1 ? source : source + ":" + origin.lineNumber();
    }

    /** The file, or the argument of the command line, without the line. */
    static String source(ConfigOrigin origin) {
        Matcher matcher = LINES.matcher(origin.description());
        return matcher.matches() ? matcher.group(1) : origin.description();
    }
}
