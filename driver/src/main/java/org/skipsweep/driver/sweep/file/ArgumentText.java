package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** What of a {@code key=value} argument HOCON would read without its changing anything. */
final class ArgumentText {
    private ArgumentText() {}

    /**
     * Why the value would not act as it is written; empty if it does.
     *
     * @param path the full path of the key
     * @param value valid HOCON after an equals sign
     */
    static Optional<String> lost(String path, String value) {
        if (comment(value)) {
            return Optional.of("# and // begin a comment; put a text that holds them in quotes: '" + path + "=\""
                    + value.replace("\"", "") + "\"'");
        }
        Optional<ConfigList> elements = elements(value);
        if (elements.isEmpty()) {
            return Optional.of(
                    "an argument sets one key; write each as an argument of its own: epochs=3 batch-size=100");
        }
        return hollow(elements.get().get(0))
                ? Optional.of("{} changes nothing, since objects are merged; name the keys that are to change,"
                        + " or take a key out of the grid by giving it one value, KEY=VALUE")
                : Optional.empty();
    }

    /**
     * What to write instead of several values that stand side by side; empty if it is one.
     *
     * @param path the full path of the key
     */
    static Optional<String> list(String path, String value) {
        String inGrid = path.startsWith(SweepReader.TRIAL + ".")
                ? SweepReader.GRID + path.substring(SweepReader.TRIAL.length())
                : path;
        return elements(value)
                .filter(elements -> elements.size() > 1)
                .map(elements -> "several values are a list: " + inGrid + "=[" + value + "]");
    }

    /** The values that stand there, of which one key can take only one; empty if there is more than values. */
    private static Optional<ConfigList> elements(String value) {
        try {
            Config parsed = ConfigFactory.parseString("value = [\n" + value + "\n]");
            return parsed.root().size() == 1 && parsed.root().get("value") instanceof ConfigList list
                    ? Optional.of(list)
                    : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static boolean hollow(ConfigValue value) {
        return value instanceof ConfigObject object
                && (object.isEmpty() || object.values().stream().anyMatch(ArgumentText::hollow));
    }

    private static boolean comment(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char here = value.charAt(i);
            if (quoted && here == '\\') {
                i++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (!quoted && (here == '#' || value.startsWith("//", i))) {
                return true;
            }
        }
        return false;
    }
}
