package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skipsweep.driver.message.Problems;

/**
 * How long what <code>${...}</code> stand for would be, from above, and reckoned before anything is put in their place: a few lines
 * that each name the one before twice would fill any memory.
 */
final class SubstitutedSize {
    /** Characters; a sweep needs a few hundred. */
    private static final long MOST = 1 << 20;

    private static final Pattern USE =
            Pattern.compile("\\$\\{\\??((?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[^\"}])*)}");
    /** Between the values that were given to one key, first to last: lines inside of one are indented or close it. */
    private static final Pattern NEXT_VALUE = Pattern.compile(",\n(?=\\S)");

    private static final ConfigRenderOptions BY_LINES =
            ConfigRenderOptions.concise().setFormatted(true);

    private final ConfigObject root;
    private final Map<List<String>, Double> sizes = new HashMap<>();
    private final Set<List<String>> open = new HashSet<>();
    private Optional<Excess> excess = Optional.empty();
    private double written;
    private double choices = 1;
    private boolean circular;

    private record Excess(String where, double characters) {}

    private SubstitutedSize(ConfigObject root) {
        this.root = root;
    }

    /**
     * Whether all <code>${...}</code> may be put in their place; if not, a problem is added.
     *
     * @param root what was read, unresolved
     * @param file for the message where no line is known
     */
    static boolean allows(ConfigObject root, String file, Problems problems) {
        SubstitutedSize size = new SubstitutedSize(root);
        double all = size.of(List.of(), root);
        // No way through the substitutions takes one of them twice, so there are fewer than all choices of some of
        // them.
        double most = size.circular ? size.written * size.choices : all;
        Optional<Excess> excess = size.excess.or(() ->
                most - size.written > MOST ? Optional.of(new Excess(file, most - size.written)) : Optional.empty());
        excess.ifPresent(found -> problems.add(
                found.where(),
                String.format(
                        Locale.ROOT,
                        "what ${...} stand for here would take %.2g characters; at most %,d are put in their place: name values"
                                + " once each, and do not let lines multiply one another",
                        found.characters(),
                        MOST)));
        return excess.isEmpty();
    }

    private double of(List<String> path, ConfigValue value) {
        Double known = sizes.get(path);
        if (known != null) {
            return known;
        }
        if (!open.add(path)) {
            circular = true;
            return 0;
        }
        double size = keys(value).map(keys -> ofKeys(path, keys)).orElseGet(() -> ofText(path, value));
        open.remove(path);
        sizes.put(path, size);
        return size;
    }

    private double ofKeys(List<String> path, Set<Map.Entry<String, ConfigValue>> keys) {
        double size = 0;
        for (Map.Entry<String, ConfigValue> key : keys) {
            List<String> inner = new ArrayList<>(path);
            inner.add(key.getKey());
            size += key.getKey().length() + of(inner, key.getValue());
        }
        return size;
    }

    /** Of a value in which substitutions may stand: its text and, for each of them, that of what it names. */
    private double ofText(List<String> path, ConfigValue value) {
        double size = 0;
        for (String text : NEXT_VALUE.splitAsStream(value.render(BY_LINES)).toList()) {
            int ofItself = 0;
            int uses = 0;
            double others = 0;
            Matcher use = USE.matcher(text);
            while (use.find()) {
                uses++;
                Optional<List<String>> named = named(use.group(1));
                if (named.isPresent() && named.get().equals(path)) {
                    ofItself++;
                } else if (named.isPresent()) {
                    others += of(named.get(), at(named.get()));
                }
            }
            String literal = USE.matcher(text).replaceAll("");
            boolean merged = ofItself == 0 || literal.startsWith("{");
            double put = others + ofItself * size;
            if (put > MOST && excess.isEmpty()) {
                excess = Optional.of(new Excess(Origins.where(value), put));
            }
            size = (merged ? size : 0) + literal.length() + put;
            written += literal.length();
            choices *= 1 + uses;
        }
        return size;
    }

    /** Path of what a substitution names or, where that still is to be made of several values, of these; empty if there is none. */
    private Optional<List<String>> named(String substitution) {
        List<String> path;
        try {
            path = ConfigUtil.splitPath(substitution);
        } catch (ConfigException.BadPath e) {
            // A text in quotes that only looks like one.
            return Optional.empty();
        }
        // In a file included inside of an object, a path is looked for there first and then from the top.
        for (int from = 0; from < path.size(); from++) {
            List<String> found = reached(path.subList(from, path.size()));
            if (at(found) != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The part of a path up to the first value that cannot be looked into. */
    private List<String> reached(List<String> path) {
        ConfigValue value = root;
        for (int i = 0; i < path.size(); i++) {
            if (keys(value).isEmpty()) {
                return path.subList(0, i);
            }
            value = ((ConfigObject) value).get(path.get(i));
        }
        return path;
    }

    private ConfigValue at(List<String> path) {
        ConfigValue value = root;
        for (String key : path) {
            value = value instanceof ConfigObject object ? object.get(key) : null;
        }
        return value;
    }

    /** Empty if it has none, or if substitutions have yet to say which. */
    private static Optional<Set<Map.Entry<String, ConfigValue>>> keys(ConfigValue value) {
        try {
            return value instanceof ConfigObject object ? Optional.of(object.entrySet()) : Optional.empty();
        } catch (ConfigException.NotResolved e) {
            return Optional.empty();
        }
    }
}
