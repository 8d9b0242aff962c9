package org.skipsweep.driver.sweep.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The software that runs here, and on what, as the build and the machine name it. */
public final class Software {
    /** What cannot be told. */
    public static final String UNKNOWN = "unknown";

    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path NVIDIA_GPUS = Path.of("/proc/driver/nvidia/gpus");
    private static final List<String> BUILT_WITH = List.of("skip-sweep", "deeplearning4j", "nd4j", "nd4j-native");
    /** Read as this process begins: a checkout may be built anew under it. */
    private static final Properties GIT = properties("/git.properties");

    private static final Properties BUILD = properties("build.properties");

    private Software() {}

    /**
     * The commit this was built from, if the build recorded it in {@code git.properties}, else {@code unknown}; with
     * {@code -dirty} behind it if tracked files had been changed since.
     */
    public static String gitCommit() {
        String commit = GIT.getProperty("git.commit.id.full", UNKNOWN);
        return Boolean.parseBoolean(GIT.getProperty("git.dirty")) ? commit + "-dirty" : commit;
    }

    /** Versions of everything that can change a number, the machine of this process included. */
    public static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        BUILT_WITH.forEach(name -> versions.put(name, builtWith(name)));
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("java", Runtime.version().toString());
        versions.put("os", operatingSystem());
        versions.put("cpu", processor());
        return versions;
    }

    /** The version of {@code skip-sweep}, {@code deeplearning4j} or {@code nd4j} in this build. */
    public static String builtWith(String name) {
        return BUILD.getProperty(name, UNKNOWN);
    }

    /** Name, version and architecture. */
    public static String operatingSystem() {
        return String.join(
                " ", System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }

    /** The model of the GPUs that NVIDIA's driver has here, if all are of one: libtorch does not tell. */
    public static Optional<String> gpu() {
        return gpu(NVIDIA_GPUS);
    }

    /** @param gpus folder that holds a folder for each of them with a file {@code information} */
    static Optional<String> gpu(Path gpus) {
        try (Stream<Path> folders = Files.list(gpus)) {
            List<Optional<String>> models = folders.map(folder -> value(folder.resolve("information"), "Model"))
                    .distinct()
                    .toList();
            return models.size() == 1 ? models.get(0) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The model of this machine's processor. */
    public static String processor() {
        return value(LINUX_PROCESSORS, "model name").orElse(UNKNOWN);
    }

    /** What stands behind the first colon of the first line that begins with {@code name}. */
    private static Optional<String> value(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
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

    /** Name of this machine, or {@link #UNKNOWN} if it cannot be resolved. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}
