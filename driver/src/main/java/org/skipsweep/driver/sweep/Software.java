package org.skipsweep.driver.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The software that runs here, as its own files name it. */
public final class Software {
    private static final String UNKNOWN = "unknown";

    private Software() {}

    /** The commit this was built from, if the build recorded it in {@code git.properties}, else {@code unknown}. */
    public static String gitCommit() {
        return property("/git.properties", "git.commit.id.full");
    }

    /** The version of skip-sweep, or {@code unknown}. */
    public static String version() {
        return mavenVersion("org.skipsweep", "driver");
    }

    /** Versions of everything that can change a number. */
    public static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("skip-sweep", version());
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("deeplearning4j", mavenVersion("org.deeplearning4j", "deeplearning4j-nn"));
        versions.put("nd4j", mavenVersion("org.nd4j", "nd4j-api"));
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private static String mavenVersion(String group, String artifact) {
        return property("/META-INF/maven/" + group + "/" + artifact + "/pom.properties", "version");
    }

    private static String property(String resource, String key) {
        try (InputStream in = Software.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty(key, UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
