package org.skipsweep.driver.sweep.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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
}
