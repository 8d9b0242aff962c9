package org.skipsweep.driver.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The defaults of every key, {@code reference.conf}. */
final class Reference {
    static final String NAME = "reference.conf";

    private Reference() {}

    static Config config() {
        try (InputStream in = Reference.class.getResourceAsStream(NAME)) {
            return ConfigFactory.parseReader(
                    new InputStreamReader(in, StandardCharsets.UTF_8),
                    ConfigParseOptions.defaults().setOriginDescription(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + NAME, e);
        }
    }

    /** Every trial key with its default, and a seed: values that are possible together. */
    static Map<String, Object> trial() {
        Map<String, Object> values = new LinkedHashMap<>();
        collect(config().getObject(SweepReader.TRIAL), "", values);
        values.put(TrialKeys.SEED, 1L);
        return TrialKeys.withBinarization(values);
    }

    private static void collect(ConfigObject object, String prefix, Map<String, Object> values) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (entry.getValue() instanceof ConfigObject inner) {
                collect(inner, prefix + entry.getKey() + ".", values);
            } else {
                values.put(prefix + entry.getKey(), entry.getValue().unwrapped());
            }
        }
    }
}
