package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.TinySweep;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.store.TrialStatus;
import org.skipsweep.driver.store.latents.LatentsParquetReader;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Files of an output that a disk has spoilt: emptied, cut short, overwritten, or with one bit that flipped. */
class DamagedOutputTest {
    /** Bits that flip in each file, beside those of the ends of its lines. */
    private static final int FLIPS = Integer.getInteger("corruptions", 100);

    @TempDir
    private static Path shared;

    private static Path sweepFile;
    private static Path finished;

    @TempDir
    private Path folder;

    private Path out;
    private Path trial;

    @BeforeAll
    static void runSweep() throws IOException {
        LocalSpark.session();
        sweepFile = new TinySweep(shared).write("seeds = [1, 2]");
        finished = shared.resolve("finished");
        assertThat(execute("run", sweepFile.toString(), "--out", finished.toString())
                        .code())
                .isZero();
    }

    @BeforeEach
    void copyOutput() throws IOException {
        out = folder.resolve("out");
        Folders.copy(finished, out);
        try (Stream<Path> trials = Files.list(out.resolve("trials"))) {
            trial = trials.sorted().findFirst().orElseThrow();
        }
    }

    private record Ended(int code, String err) {}

    private static Ended execute(String... arguments) {
        StringWriter complained = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments);
        return new Ended(code, complained.toString());
    }

    private Ended run() {
        return execute("run", sweepFile.toString(), "--out", out.toString());
    }

    private static Map<String, byte[]> damages(byte[] whole) {
        Map<String, byte[]> damages = new LinkedHashMap<>();
        damages.put("empty", new byte[0]);
        damages.put("half of it", Arrays.copyOf(whole, whole.length / 2));
        damages.put("all but the end", Arrays.copyOf(whole, whole.length - 3));
        damages.put("zeros", new byte[whole.length]);
        IntStream.concat(new Random(1).ints(FLIPS, 0, whole.length * Byte.SIZE), bitsOfLineEnds(whole))
                .forEach(bit -> damages.put("bit " + bit + " flipped", flipped(whole, bit)));
        return damages;
    }

    /** Without which two lines are one. */
    private static IntStream bitsOfLineEnds(byte[] whole) {
        return IntStream.range(0, whole.length * Byte.SIZE).filter(bit -> whole[bit / Byte.SIZE] == '\n');
    }

    private static byte[] flipped(byte[] whole, int bit) {
        byte[] flipped = whole.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    /** What a reader makes of a file. */
    private interface Reader {
        Object read() throws IOException;
    }

    /** Every damage is refused with the path of the file, or the reader finds what it did before. */
    private static void requireNoticed(Path file, Reader reader) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Object expected = reader.read();
        List<String> accepted = new ArrayList<>();
        int noticed = 0;
        Map<String, byte[]> damages = damages(whole);
        for (Map.Entry<String, byte[]> damage : damages.entrySet()) {
            Files.write(file, damage.getValue());
            try {
                if (!reader.read().equals(expected)) {
                    accepted.add(damage.getKey());
                }
            } catch (UserError e) {
                assertThat(e.getMessage()).as(damage.getKey()).contains(file.toString());
                noticed++;
            }
        }
        Files.write(file, whole);
        System.out.printf(
                "corruptions of %s: %d tried, %d noticed, %d changed nothing%n",
                file.getFileName(), damages.size(), noticed, damages.size() - noticed - accepted.size());
        assertThat(accepted).as("damages of %s that were not noticed", file).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "progress.jsonl"})
    void fileOfATrial_isRefusedByName_orReadAsItWas(String name) throws Exception {
        Store store = Store.openExisting(out.toString(), new Configuration());
        Plan plan = store.plan().orElseThrow();
        Trial read = plan.trials().stream()
                .filter(one -> trial.endsWith(one.id()))
                .findFirst()
                .orElseThrow();
        requireNoticed(
                trial.resolve(name),
                () -> List.of(seen(store.statuses(plan)), store.trial(read).progress()));
    }

    /** Without the time, which a damaged file may have lost with nothing else. */
    private static List<Optional<TrialResult>> results(List<TrialStatus> statuses) {
        return statuses.stream().map(TrialStatus::result).toList();
    }

    private static List<Object> seen(List<TrialStatus> statuses) {
        return List.of(
                results(statuses), statuses.stream().map(TrialStatus::lastEpoch).toList());
    }

    @Test
    void plan_isRefusedByName_orReadAsItWas() throws Exception {
        Store store = Store.openExisting(out.toString(), new Configuration());
        requireNoticed(out.resolve("plan.json"), () -> store.plan().orElseThrow());
    }

    @Test
    void latents_areRefusedByName_orReadAsTheyWere() throws Exception {
        Path latents = trial.resolve("latents.parquet");
        requireNoticed(latents, () -> {
            Latents read = LatentsParquetReader.read(
                    new Configuration(), new org.apache.hadoop.fs.Path(latents.toUri()), new Draws(0));
            return List.of(
                    Arrays.deepToString(read.posteriorMean()),
                    Arrays.deepToString(read.logVariance()),
                    Arrays.deepToString(read.z()),
                    read.labels().map(Arrays::toString));
        });
    }

    @Test
    void damagedResult_isNamedWithARemedy_byRunAndTables_whichLeadsToTheSameNumbers() throws Exception {
        Path result = trial.resolve("result.json");
        Files.writeString(result, Files.readString(result).replaceFirst("\"elbo\" : -", "\"elbo\" : "));
        for (String verb : List.of("status", "tables")) {
            Ended refused = execute(verb, out.toString());
            assertThat(refused.code()).as(verb).isEqualTo(2);
            assertThat(refused.err()).as(verb).contains(result + ": damaged");
        }
        Ended refused = run();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(result
                        + ": damaged: what it holds was changed after it was written (crc32 does not fit); remove"
                        + " it, and run measures the trial again from its newest checkpoint");
        Files.delete(result);
        requireSameNumbers();
    }

    @Test
    void damagedPlan_isNamedWithARemedy_whichLeadsToTheSameNumbers() throws Exception {
        Path plan = out.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"git-commit\" : \"", "\"git-commit\" : \"0"));
        Ended refused = run();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(plan + ": cannot be read as a plan: damaged")
                .contains("put a copy back");
        Files.delete(plan);
        requireSameNumbers();
    }

    @Test
    void damagedProgress_isNamedWithARemedy_whichLeadsToTheSameNumbers() throws Exception {
        Files.delete(trial.resolve("result.json"));
        Path progress = trial.resolve("progress.jsonl");
        Files.write(progress, new byte[0]);
        Ended refused = run();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(progress + ": empty").contains("to remove it costs the curve");
        Files.delete(progress);
        requireSameNumbers();
    }

    @Test
    void damagedCheckpoints_giveWayToTheOneBefore_withTheSameNumbers() throws Exception {
        Path newest = trial.resolve("checkpoint-3.zip");
        byte[] whole = Files.readAllBytes(newest);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 4;
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), flipped)) {
            Files.delete(trial.resolve("result.json"));
            Files.write(newest, damaged);
            requireSameNumbers();
            assertThat(Files.size(newest))
                    .as("but for times of the epochs, the same")
                    .isCloseTo(whole.length, within(200L));
        }
    }

    @Test
    void whatAKilledReducerLeft_isNeitherReadNorInTheWay() throws Exception {
        Path half = out.resolve("tables/.settings.parquet.01234567-89ab-cdef-0123-456789abcdef.tmp/part-00000.parquet");
        Files.createDirectories(half.getParent());
        Files.write(half, new byte[] {'P', 'A', 'R', '1', 0});
        byte[] table = Files.readAllBytes(out.resolve("tables/settings.parquet"));
        Files.delete(out.resolve("tables/settings.md"));
        assertThat(execute("tables", out.toString()).code()).isZero();
        assertThat(out.resolve("tables/settings.parquet")).hasBinaryContent(table);
        requireSameNumbers();
    }

    private void requireSameNumbers() {
        assertThat(run().code()).isZero();
        assertThat(execute("diff", finished.toString(), out.toString()).code()).isZero();
    }
}
