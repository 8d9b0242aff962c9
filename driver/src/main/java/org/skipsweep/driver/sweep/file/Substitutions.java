package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skipsweep.driver.message.Problems;

/** What files and arguments write as <code>${...}</code>, held against what there is to put in its place. */
final class Substitutions {
    /** The rule, for messages. */
    static final String ENVIRONMENT =
            "environment variables do not count, so that a sweep is the same everywhere; write"
                    + " the value itself, here or under define { }";

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\??)\\s*([^}]+?)\\s*}");

    private final Problems problems;
    private final List<Use> uses = new ArrayList<>();

    private record Use(String where, boolean optional, String path) {}

    Substitutions(Problems problems) {
        this.problems = problems;
    }

    /** Looks through the files read, by path, and the arguments. */
    void collect(Map<String, String> texts, List<String> arguments) {
        texts.forEach((path, text) -> {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).strip().startsWith("#")
                        && !lines.get(i).strip().startsWith("//")) {
                    collect(lines.get(i), path + ":" + (i + 1));
                }
            }
        });
        arguments.forEach(argument -> collect(argument, Origins.COMMAND_LINE + argument));
    }

    private void collect(String text, String where) {
        Matcher found = SUBSTITUTION.matcher(text);
        while (found.find()) {
            uses.add(new Use(where, !found.group(1).isEmpty(), found.group(2)));
        }
    }

    /**
     * Adds a problem for every optional substitution that only an environment variable could fill, and for every definition
     * that nothing uses.
     *
     * @param all everything that was read, resolved
     */
    void check(Config all) {
        uses.stream()
                .filter(use -> use.optional() && System.getenv(use.path()) != null && !has(all, use.path()))
                .forEach(use -> problems.add(
                        use.where(),
                        "${?" + use.path() + "} is left empty though there is an environment variable of this name: "
                                + ENVIRONMENT));
        if (all.root().get(SweepReader.DEFINE) instanceof ConfigObject definitions) {
            definitions.forEach((name, value) -> {
                String path = ConfigUtil.joinPath(SweepReader.DEFINE, name);
                if (uses.stream().noneMatch(use -> concerns(use.path(), path))) {
                    problems.add(
                            Origins.where(value), path + " is used nowhere; use it as ${" + path + "} or leave it out");
                }
            });
        }
    }

    private static boolean concerns(String used, String defined) {
        return used.equals(SweepReader.DEFINE) || used.equals(defined) || used.startsWith(defined + ".");
    }

    private static boolean has(Config all, String path) {
        try {
            return all.hasPathOrNull(path);
        } catch (ConfigException.BadPath e) {
            return false;
        }
    }
}
