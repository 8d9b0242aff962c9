package org.skipsweep.driver.sweep.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The software that runs here, and on what, as the build and the machine name it. */
public final class Software {
    private static final String UNKNOWN = "unknown";
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
    private static final List<String> BUILT_WITH = List.of("skip-sweep", "deeplearning4j", "nd4j", "nd4j-native");

    private Software() {}

    /**
     * The commit this was built from, if the build recorded it in {@code git.properties}, else {@code unknown}; with
     * {@code -dirty} behind it if tracked files had been changed since.
     */
    public static String gitCommit() {
        Properties git = properties("/git.properties");
        String commit = git.getProperty("git.commit.id.full", UNKNOWN);
        return Boolean.parseBoolean(git.getProperty("git.dirty")) ? commit + "-dirty" : commit;
    }

    /** Versions of everything that can change a number, the machine of this process included. */
    public static Map<String, String> versions() {
        Properties build = properties("build.properties");
        Map<String, String> versions = new LinkedHashMap<>();
        BUILT_WITH.forEach(name -> versions.put(name, build.getProperty(name, UNKNOWN)));
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("java", Runtime.version().toString());
        versions.put("os", operatingSystem());
        versions.put("cpu", processor());
        return versions;
    }

    private static String operatingSystem() {
        return String.join(
                " ", System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(UNKNOWN);
        } catch (IOException | UncheckedIOException e) {
            return UNKNOWN;
        }
    }

    private static Properties properties(String resource) {
        try (InputStream in = Software.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
