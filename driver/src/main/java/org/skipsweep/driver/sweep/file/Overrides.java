package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** The {@code key=value} arguments of the command line as HOCON that stands above the sweep file. */
final class Overrides {
    private Overrides() {}

    /**
     * All arguments together; a later one wins. A trial key may stand alone ({@code epochs=3}); every other key is given
     * with its full path ({@code grid.skip=[true]}). What cannot be read is added to {@code problems}.
     */
    static Config parse(List<String> arguments, SweepSource source, Problems problems) {
        Config all = ConfigFactory.empty();
        for (String argument : arguments) {
            all = parse(argument, source, problems).withFallback(all);
        }
        return all;
    }

    private static Config parse(String argument, SweepSource source, Problems problems) {
        String where = Origins.COMMAND_LINE + argument;
        int equals = argument.indexOf('=');
        String key = argument.substring(0, Math.max(0, equals)).strip();
        String value = argument.substring(equals + 1).strip();
        if (key.isEmpty() || value.isEmpty()) {
            problems.add(where, "expected key=value, e.g. epochs=3");
            return ConfigFactory.empty();
        }
        if (key.equals(ExecutionKeys.SEED.name())) {
            problems.add(where, "seeds are a list; write seeds=[" + value + "]");
            return ConfigFactory.empty();
        }
        try {
            List<String> path = ConfigUtil.splitPath(key);
            if (TrialKeys.find(key).isPresent()) {
                List<String> inTrial = new ArrayList<>(List.of(SweepReader.TRIAL));
                inTrial.addAll(path);
                return source.argument(argument, inTrial, value);
            }
            if (SweepReader.ROOT.contains(path.get(0))) {
                return source.argument(argument, path, value);
            }
        } catch (ConfigException.BadPath e) {
            problems.add(where, "\"" + key + "\" is not a key");
            return ConfigFactory.empty();
        }
        List<String> known =
                new ArrayList<>(TrialKeys.all().stream().map(TrialKey::name).toList());
        known.addAll(SweepReader.ROOT);
        String advice = Shown.nearest(key, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known keys are " + String.join(", ", known));
        problems.add(where, "unknown key " + key + "; " + advice);
        return ConfigFactory.empty();
    }
}
