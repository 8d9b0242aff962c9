package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.submission.ShippedFiles;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.TrialKey;

/**
 * Sweep files: HOCON that declares which trials to run. {@code reference.conf} holds every key with its default and a
 * comment.
 *
 * <p>A {@code key=value} override stands above the file. A trial key may be given alone: {@code epochs=3} means
 * {@code trial.epochs=3}. If {@code grid} or {@code zip} vary the key that an override sets, it no longer varies: every
 * trial has the given value.
 */
public final class SweepFile {
    private SweepFile() {}

    /** Like {@link #read(String, List, Configuration)} with the configuration of this process. */
    public static Plan read(String path, List<String> overrides) {
        return read(path, overrides, Submission.hadoop());
    }

    /**
     * The plan that a sweep file declares.
     *
     * @param path a local path or the URI of any Hadoop file system; files it includes lie beside it
     * @param overrides {@code key=value} arguments; of two for one key the later wins
     * @param hadoop how to reach URIs
     * @throws UserError with every problem of file and overrides, each as {@code FILE:LINE: message}
     */
    public static Plan read(String path, List<String> overrides, Configuration hadoop) {
        try {
            return plan(path, overrides, hadoop);
        } catch (StackOverflowError e) {
            // The library follows what stands inside one another by recursion, wherever it reads, merges or resolves.
            throw new UserError(
                    path
                            + ": too many objects, lists or parts of a key inside one another; a sweep needs no more than five",
                    e);
        }
    }

    private static Plan plan(String path, List<String> overrides, Configuration hadoop) {
        Problems problems = new Problems();
        SweepSource source = new SweepSource(hadoop, new ShippedFiles(Submission.current()), problems);
        Config file = source.file(path);
        Config arguments = Overrides.parse(overrides, source, problems);
        Config all = resolved(arguments.withFallback(file), path, problems).withFallback(Reference.config());

        Substitutions substitutions = new Substitutions(problems);
        substitutions.collect(source.texts(), overrides);
        substitutions.check(all);
        KeyReader keys = new KeyReader(problems, new FileOrder(source.texts()));
        Config fileAlone = resolved(file, path, new Problems());
        Config argumentsAlone = alone(arguments, all, problems);
        refuseOneGridForSeveral(fileAlone, argumentsAlone, problems);
        List<String> gridOrder = fileAlone.root().get(SweepReader.GRID) instanceof ConfigObject single
                ? List.copyOf(names(single, source))
                : List.of();
        Set<String> fixed = new HashSet<>(names(argumentsAlone.root().get(SweepReader.TRIAL), source));
        fixed.removeAll(names(argumentsAlone.root().get(SweepReader.GRID), source));
        Settings settings =
                new SweepReader(all, path, problems, keys, gridOrder, fixed).read(baseName(path), !overrides.isEmpty());
        problems.throwIfAny();

        List<Trial> trials = new Expansion(settings, path, problems).trials();
        problems.throwIfAny();
        Provenance provenance = new Provenance(
                Software.gitCommit(),
                Software.versions(),
                source.texts(),
                overrides,
                Map.of(),
                Map.of(),
                Clock.systemUTC().instant());
        return new Plan(
                settings.name(), settings.reduce(), settings.run(), settings.classification(), trials, provenance);
    }

    private static Config alone(Config arguments, Config all, Problems problems) {
        try {
            return arguments.resolveWith(all, ConfigResolveOptions.noSystem().setAllowUnresolved(true));
        } catch (ConfigException e) {
            problems.add(
                    SweepSource.where(e, "command line"),
                    "an argument builds on what an earlier one gives the same key; write its whole value");
            return ConfigFactory.empty();
        }
    }

    /** An argument for a key of the grid would silently take the place of all of them. */
    private static void refuseOneGridForSeveral(Config file, Config arguments, Problems problems) {
        if (arguments.root().get(SweepReader.GRID) instanceof ConfigObject one
                && file.root().get(SweepReader.GRID) instanceof ConfigList several) {
            one.toConfig()
                    .entrySet()
                    .forEach(entry -> problems.add(
                            Origins.where(entry.getValue()),
                            "the file has a list of grids (" + Origins.where(several)
                                    + "); give a key its one value, KEY=VALUE, or the whole list, grid=[{ ... }]"));
        }
    }

    /** Trial keys that a value holds: those of an object in the file's order, those of a list of objects in any. */
    private static List<String> names(ConfigValue value, SweepSource source) {
        if (value instanceof ConfigList list) {
            return list.stream()
                    .flatMap(element -> names(element, source).stream())
                    .toList();
        }
        KeyReader quiet = new KeyReader(new Problems(), new FileOrder(source.texts()));
        return value instanceof ConfigObject object
                ? quiet.keys(object, "").keySet().stream().map(TrialKey::name).toList()
                : List.of();
    }

    /** Environment variables do not count: the same file and arguments are the same sweep everywhere. */
    private static Config resolved(Config config, String path, Problems problems) {
        if (!SubstitutedSize.allows(config.root(), path, problems)) {
            return ConfigFactory.empty();
        }
        try {
            return config.resolve(ConfigResolveOptions.noSystem());
        } catch (ConfigException.UnresolvedSubstitution e) {
            problems.add(SweepSource.where(e, path), SweepSource.message(e) + "; " + Substitutions.ENVIRONMENT);
            return ConfigFactory.empty();
        } catch (ConfigException e) {
            problems.add(SweepSource.where(e, path), SweepSource.message(e));
            return ConfigFactory.empty();
        }
    }

    private static String baseName(String path) {
        String name = new Path(path).getName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
