package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.message.Problems;

/**
 * Includes other files, relative to the file that includes them, and refuses everything else: a sweep file must not
 * depend on what some server says today.
 */
final class LocalIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final SweepSource source;
    private final Problems problems;
    private final String path;
    private final List<String> lines;

    /**
     * @param path the including file; empty for the command line
     * @param text its text
     */
    LocalIncluder(SweepSource source, Problems problems, String path, String text) {
        this.source = source;
        this.problems = problems;
        this.path = path;
        this.lines = text.lines().toList();
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return SCHEME.matcher(what).matches() ? refuse(what) : includeLocal(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return includeLocal(what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return refuse(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return refuse(what);
    }

    private ConfigObject includeLocal(String what) {
        if (path.isEmpty()) {
            return refuse(what);
        }
        Path here = new Path(path);
        Path there = new Path(what);
        boolean standsAlone = (there.isAbsolute() && here.toUri().getScheme() == null) || here.getParent() == null;
        String target = standsAlone ? what : new Path(here.getParent(), there).toString();
        return source.file(source.included(target)).root();
    }

    private ConfigObject refuse(String what) {
        String message = "include of " + what + " is refused; a sweep file may include only files beside it,"
                + " so copy it there and write include \"FILE\"";
        List<Integer> where = IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).matches(".*\\binclude\\b.*"))
                .filter(line -> lines.get(line - 1).contains(what))
                .boxed()
                .toList();
        if (path.isEmpty() || where.isEmpty()) {
            problems.add(path.isEmpty() ? "command line" : path, message);
        }
        if (!path.isEmpty()) {
            where.forEach(line -> problems.add(path + ":" + line, message));
        }
        return ConfigFactory.empty().root();
    }
}
