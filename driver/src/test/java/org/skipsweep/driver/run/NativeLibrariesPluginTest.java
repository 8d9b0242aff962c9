package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class NativeLibrariesPluginTest {
    private static final String PLUGINS = "spark.plugins";

    @Test
    void pluginsOfTheUser_stay() {
        SparkConf spark = new SparkConf(false);
        NativeLibrariesPlugin.addTo(spark);
        assertThat(spark.get(PLUGINS)).isEqualTo(NativeLibrariesPlugin.class.getName());
        SparkConf others = new SparkConf(false).set(PLUGINS, "org.example.Metrics");
        NativeLibrariesPlugin.addTo(others);
        assertThat(others.get(PLUGINS)).isEqualTo("org.example.Metrics," + NativeLibrariesPlugin.class.getName());
    }

    @Test
    void driver_hasNone() {
        assertThat(new NativeLibrariesPlugin().driverPlugin()).isNull();
    }
}
