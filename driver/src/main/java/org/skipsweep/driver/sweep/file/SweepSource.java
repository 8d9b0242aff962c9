package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.Problems;
import org.skipsweep.driver.submission.GivenPath;
import org.skipsweep.driver.submission.ShippedFiles;

/** Reads HOCON from files and arguments, includes resolved, nothing fetched from a URL; keeps the text it has read. */
final class SweepSource {
    /** What the HOCON library says of every unclosed object and list. */
    private static final String UNCLOSED = "expecting a close parentheses ')' here, not: end of file";

    /** Files that include others twice each are read twice as often with every step down. */
    private static final int MOST_READS = 1000;

    private final Configuration hadoop;
    private final ShippedFiles shipped;
    private final Problems problems;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int reads;

    SweepSource(Configuration hadoop, ShippedFiles shipped, Problems problems) {
        this.hadoop = hadoop;
        this.shipped = shipped;
        this.problems = problems;
    }

    /** The text of every file read so far, by path, in the order of reading. */
    Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** The file's content, unresolved; empty, with a problem added, if it cannot be read. */
    Config file(String path) {
        if (open.contains(path)) {
            problems.add(path, "includes itself: " + String.join(" -> ", open) + " -> " + path);
            return ConfigFactory.empty();
        }
        reads++;
        if (reads > MOST_READS) {
            if (reads == MOST_READS + 1) {
                problems.add(
                        open.getFirst(), "includes files more than " + MOST_READS + " times, itself or through others");
            }
            return ConfigFactory.empty();
        }
        try {
            texts.put(path, text(path));
        } catch (FileNotFoundException e) {
            problems.add(path, "no such file; expected a sweep file in HOCON");
            return ConfigFactory.empty();
        } catch (IOException | IllegalArgumentException e) {
            problems.add(path, "cannot be read: " + e.getMessage());
            return ConfigFactory.empty();
        }
        open.addLast(path);
        try {
            return parse(texts.get(path), path, path);
        } finally {
            open.removeLast();
        }
    }

    /**
     * The file that an include means: one without an extension stands for that with {@code .conf} or {@code .json} too.
     *
     * @return {@code path} itself if there is none
     */
    String included(String path) {
        if (new Path(path).getName().contains(".") || exists(path)) {
            return path;
        }
        return Stream.of(path + ".conf", path + ".json")
                .filter(this::exists)
                .findFirst()
                .orElse(path);
    }

    private boolean exists(String path) {
        try {
            Path location = new Path(path);
            return location.toUri().getScheme() == null
                    ? shipped.find(path).isPresent() || Files.isRegularFile(java.nio.file.Path.of(path))
                    : location.getFileSystem(hadoop).exists(location);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A single {@code key=value} argument, unresolved, its key moved to {@code path}. */
    Config argument(String argument, List<String> path, String value) {
        Optional<String> list = ArgumentText.list(String.join(".", path), value);
        if (list.isPresent()) {
            problems.add(Origins.COMMAND_LINE + argument, list.get());
            return ConfigFactory.empty();
        }
        String root = "value";
        Config parsed = parse(root + " = " + value, Origins.COMMAND_LINE + argument, "");
        if (!parsed.root().containsKey(root)) {
            return ConfigFactory.empty();
        }
        Optional<String> lost = ArgumentText.lost(String.join(".", path), value);
        if (lost.isPresent()) {
            problems.add(Origins.COMMAND_LINE + argument, lost.get());
            return ConfigFactory.empty();
        }
        List<String> reversed = new ArrayList<>(path);
        Collections.reverse(reversed);
        Config nested = parsed.root().get(root).atKey(reversed.get(0));
        for (String element : reversed.subList(1, reversed.size())) {
            nested = nested.root().atKey(element);
        }
        return nested;
    }

    private Config parse(String text, String name, String path) {
        ConfigParseOptions options = ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(name)
                .setIncluder(new LocalIncluder(this, problems, path, text));
        try {
            return ConfigFactory.parseString(text, options);
        } catch (ConfigException e) {
            problems.add(where(e, name), message(e));
            return ConfigFactory.empty();
        }
    }

    static String where(ConfigException e, String otherwise) {
        return e.origin() == null ? otherwise : Origins.where(e.origin());
    }

    static String message(ConfigException e) {
        String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
        String message = e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage();
        return message.equals(UNCLOSED) ? "a brace or bracket is opened but not closed before the end" : message;
    }

    /** A path without a scheme is one that came along with the submission or a local file, whatever Hadoop's default is. */
    private String text(String path) throws IOException {
        Path given = new Path(path);
        Path location = given.toUri().getScheme() == null ? shipped.find(path).orElse(given) : given;
        if (location.toUri().getScheme() == null) {
            java.nio.file.Path local = java.nio.file.Path.of(path);
            if (!Files.exists(local)) {
                throw new FileNotFoundException(path);
            }
            if (Files.isDirectory(local)) {
                throw new IOException("it is a folder");
            }
            try (InputStream in = Files.newInputStream(local)) {
                return SweepText.read(in);
            }
        }
        FileSystem fileSystem = GivenPath.of("", location.toString(), hadoop).getFileSystem(hadoop);
        try (FSDataInputStream in = fileSystem.open(location)) {
            return SweepText.read(in);
        }
    }
}
