package org.skipsweep.driver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** What {@code cluster/test/fuzz} does at length, in short: valid files, what it has found before, and some damage to each seed. */
class FuzzTargetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DAMAGES = Integer.getInteger("damages", 200);

    @TempDir
    private Path folder;

    static Stream<String> names() {
        return FuzzTargets.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void validInput_isAccepted(String name) throws IOException {
        FuzzTarget target = FuzzTargets.all().get(name).get();
        for (Map.Entry<String, byte[]> seed : target.seeds().entrySet()) {
            assertThat(FuzzedReader.read(target, seed.getValue(), folder))
                    .as(seed.getKey())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatWasFoundBefore_isReadOrProperlyRefused(String name) throws IOException, URISyntaxException {
        FuzzTarget target = FuzzTargets.all().get(name).get();
        for (Path found : findings(name)) {
            byte[] input = Files.readAllBytes(found);
            assertTimeoutPreemptively(PATIENCE, () -> FuzzedReader.read(target, input, folder), found::toString);
        }
    }

    private static List<Path> findings(String name) throws IOException, URISyntaxException {
        URL place = FuzzTargetsTest.class.getResource(name);
        if (place == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void damagedInput_isReadOrProperlyRefused(String name) throws IOException {
        FuzzTarget target = FuzzTargets.all().get(name).get();
        RandomGenerator random = new Draws(1).of(Purpose.TEST_NOISE, 0);
        for (byte[] seed : target.seeds().values()) {
            for (int i = 0; i < DAMAGES; i++) {
                byte[] damaged =
                        Arrays.copyOf(seed, random.nextInt(4) == 0 ? random.nextInt(seed.length) : seed.length);
                for (int changes = random.nextInt(4); changes >= 0 && damaged.length > 0; changes--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                FuzzedReader.read(target, damaged, folder);
            }
        }
    }
}
