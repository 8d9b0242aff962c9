package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.driver.sweep.file.SweepFile;

/** The {@code key=value} arguments of {@code plan} and {@code run}, a line each, above a sweep file. */
final class ArgumentsTarget implements Spoken {
    private static final String FILE = "grid { skip = [false, true] }\ntrial.epochs = 2\n";

    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put(
                "several",
                "epochs=3\nseeds=[1,2]\ngrid.latent-dim=[5,20]\nsweep.name=\"x\"".getBytes(StandardCharsets.UTF_8));
        seeds.put("range", "seeds=1..3\nreduce=table3\nexclude=[{skip=true}]".getBytes(StandardCharsets.UTF_8));
        return seeds;
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fuzz.conf"), FILE);
        List<String> arguments =
                new String(input, StandardCharsets.UTF_8).lines().toList();
        SweepFile.read(file.toString(), arguments, hadoop);
    }

    /** Messages name the argument, or the file where both together are wrong. */
    @Override
    public String place() {
        return "";
    }
}
