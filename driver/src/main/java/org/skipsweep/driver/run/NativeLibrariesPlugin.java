package org.skipsweep.driver.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.Utils;

/**
 * Has all executors of an application on a node unpack native libraries once, into Spark's local directory for the application, which
 * goes when the application ends. JavaCPP has one of them at a time write, and takes a file for complete by its size and time. An executor
 * that was told another place, by {@code -Dorg.bytedeco.javacpp.cachedir}, keeps that.
 */
public final class NativeLibrariesPlugin implements SparkPlugin {
    private static final String PLUGINS = "spark.plugins";
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    /** Adds this one to those of {@code spark}. */
    static void addTo(SparkConf spark) {
        spark.set(
                PLUGINS,
                Stream.of(spark.get(PLUGINS, ""), NativeLibrariesPlugin.class.getName())
                        .filter(name -> !name.isBlank())
                        .collect(Collectors.joining(",")));
    }

    /** None: Spark takes null for that. */
    @Override
    public DriverPlugin driverPlugin() {
        return null;
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> ignored) {
                if (System.getProperty(CACHE) == null) {
                    String local = Utils.getConfiguredLocalDirs(context.conf())[0];
                    System.setProperty(CACHE, Path.of(local, "native-libraries").toString());
                }
            }
        };
    }
}
