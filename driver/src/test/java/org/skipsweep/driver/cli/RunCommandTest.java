package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.run.TinySweep;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.lease.DriverLease;
import org.skipsweep.driver.sweep.file.SweepFile;
import picocli.CommandLine;

class RunCommandTest {
    private record Outcome(int code, List<String> out, List<String> err) {}

    @TempDir
    private Path folder;

    private Path out;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @BeforeEach
    void placeOutput() {
        out = folder.resolve("out");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tiny.conf"), text);
    }

    private Path tiny(String line) throws IOException {
        return new TinySweep(folder).write("trial.epochs = 2", line);
    }

    private Outcome run(Path file, String... more) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(complained, true));
        int code = commandLine.execute(
                Stream.concat(Stream.of("run", file.toString(), "--out", out.toString()), Stream.of(more))
                        .toArray(String[]::new));
        return new Outcome(
                code,
                printed.toString().lines().toList(),
                complained.toString().lines().toList());
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    @Test
    void run_thenAgain_printsTheSameTables_andTrainsNothing() throws IOException {
        Path file = tiny("grid { skip = [false, true] }");
        Outcome first = run(file);
        assertThat(first.code()).isZero();
        assertThat(first.out().get(0)).isEqualTo("# settings of sweep tiny");
        assertThat(last(first.out())).isEqualTo("2 trials: 2 done, 0 failed. Output: " + out);
        assertThat(out.resolve("results.parquet")).exists();
        assertThat(out.resolve("tables/settings.parquet")).exists();
        assertThat(out.resolve("claims.parquet")).exists();
        byte[] table = Files.readAllBytes(out.resolve("tables/settings.parquet"));
        Object written = Files.getLastModifiedTime(out.resolve("tables/settings.parquet"));

        Outcome second = run(file);
        assertThat(second.code()).isZero();
        assertThat(second.out().get(0)).isEqualTo("nothing left to run");
        assertThat(second.out().subList(1, second.out().size())).isEqualTo(first.out());
        assertThat(second.err()).containsExactly("2 trials, 2 done before");
        assertThat(out.resolve("tables/settings.parquet")).hasBinaryContent(table);
        assertThat(Files.getLastModifiedTime(out.resolve("tables/settings.parquet")))
                .isEqualTo(written);
    }

    @Test
    void run_aTrialFails_exitsWith1_andReducesTheOthers() throws IOException {
        Path file = tiny("grid { learning-rate = [1e30, 1e-3] }");
        Outcome first = run(file);
        assertThat(first.code()).isEqualTo(1);
        assertThat(last(first.out())).isEqualTo("2 trials: 1 done, 1 failed. Output: " + out);
        assertThat(first.out())
                .contains("1 trial failed:")
                .anyMatch(line -> line.contains(": the loss became NaN at step"));
    }

    @Test
    void run_fiftyTrialsThatDoNothing_allDoneAndNoneTwice_andReducedAgainWhereTablesAreGone() throws IOException {
        String seeds = IntStream.rangeClosed(1, 50).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Path file = file("trial.model = no-op\nseeds = [" + seeds + "]");
        Outcome first = run(file);
        assertThat(first.code()).isZero();
        assertThat(last(first.out())).isEqualTo("50 trials: 50 done, 0 failed. Output: " + out);
        assertThat(first.err())
                .hasSize(51)
                .allMatch(line -> line.matches("50 trials.*|.*  done  \\(\\d+ of 50 trials\\)"));
        Files.delete(out.resolve("tables/settings.md"));
        assertThat(run(file).err()).containsExactly("50 trials, 50 done before");
        assertThat(out.resolve("tables/settings.md")).exists();
    }

    @Test
    void run_onlySomeTrials_leavesTheOthersPendingAndSaysSo_thenRunsThem() throws IOException {
        Path file = file("trial.model = no-op\ngrid { decoder-layers = [1, 3], skip = [false, true] }");
        Outcome some = run(file, "--only", "layers=3", "--only", "skip=true");
        assertThat(some.code()).isZero();
        assertThat(some.err().get(0)).isEqualTo("1 trial, 0 done before");
        assertThat(some.out()).contains("3 of 4 trials have no result yet: this table is partial.");
        assertThat(last(some.out()))
                .isEqualTo("1 of 4 trials chosen: 1 done, 0 failed; 3 others pending. Output: " + out);
        try (Stream<Path> trials = Files.list(out.resolve("trials"))) {
            assertThat(trials).hasSize(1);
        }
        Outcome again = run(file, "--only", "skip=true");
        assertThat(last(again.out()))
                .isEqualTo("2 of 4 trials chosen: 2 done, 0 failed; 2 others pending. Output: " + out);
        Outcome all = run(file);
        assertThat(all.err().get(0)).isEqualTo("4 trials, 2 done before");
        assertThat(last(all.out())).isEqualTo("4 trials: 4 done, 0 failed. Output: " + out);
    }

    @Test
    void run_onlyOfAnotherKey_exitsWith2_andWritesNothing() throws IOException {
        Outcome outcome = run(file("grid { skip = [false, true] }"), "--only", "depth=3");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .containsExactly("--only depth=3: unknown key depth; this sweep varies skip (false, true)");
        assertThat(out).doesNotExist();
    }

    @Test
    void run_onlyTrialsWhoseDataAreThere_needsNoOtherData() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = file("trial { epochs = 1, train-examples = 100, test-examples = 100, hidden-units = 8 }\n"
                + "grid { dataset = [strokes, mnist] }");
        Outcome outcome = run(file, "--data", data.toString(), "--only", "dataset=strokes");
        assertThat(outcome.code()).isZero();
        assertThat(run(file, "--data", data.toString()).code()).isEqualTo(2);
    }

    @Test
    void run_intoAFolderWithPatternCharactersInItsName_writesItsTables() throws IOException {
        Path file = tiny("reduce = table3");
        for (String name : List.of("run[2]", "{a,b}", "a:b", "x*?", "50%, \u00fc #1")) {
            out = folder.resolve(name);
            Outcome outcome = run(file);
            assertThat(outcome.err()).as(name).noneMatch(line -> line.contains("rror"));
            assertThat(outcome.code()).as(name).isZero();
            assertThat(out.resolve("tables/table3.parquet")).exists();
            assertThat(run(file).out().get(0)).isEqualTo("nothing left to run");
        }
    }

    @Test
    void run_trialsCopiedIntoAnOutput_standInItsTable_howeverOldTheyAre() throws IOException {
        Path file = file("trial.model = no-op\nseeds = [1, 2]");
        Path here = out;
        run(file, "--only", "seed=1");
        out = folder.resolve("elsewhere");
        run(file, "--only", "seed=2");
        String id = SweepFile.read(file.toString(), List.of()).trials().get(1).id();
        Path copied =
                Files.createDirectories(here.resolve("trials").resolve(id)).resolve("result.json");
        Files.copy(out.resolve("trials").resolve(id).resolve("result.json"), copied);
        Files.setLastModifiedTime(copied, FileTime.from(Instant.EPOCH));
        out = here;
        Outcome outcome = run(file);
        assertThat(outcome.out().get(0)).isEqualTo("nothing left to run");
        assertThat(outcome.out()).noneMatch(line -> line.contains("no result yet"));
        assertThat(out.resolve("tables/sources.json")).content().contains("\"" + id + "\" : \"");
    }

    @Test
    void run_whileAnotherRunIsAtWork_exitsWith2_namesItAndTouchesNothing_whileOtherVerbsWork() throws Exception {
        Path file = file("trial.model = no-op\ngrid { skip = [false, true] }");
        assertThat(run(file, "--only", "skip=true").code()).isZero();
        List<Path> before = filesBelow(out);
        try (DriverLease held =
                DriverLease.take(new org.apache.hadoop.fs.Path(out.toUri()), new Configuration(), message -> {})) {
            Outcome second = run(file, "--only", "skip=false");
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.out()).isEmpty();
            assertThat(last(second.err()))
                    .contains(": is being run by process "
                            + ProcessHandle.current().pid() + " of ");
            for (String verb : List.of("status", "tables", "report")) {
                assertThat(Main.commandLine()
                                .setOut(new PrintWriter(new StringWriter()))
                                .execute(verb, out.toString()))
                        .as(verb)
                        .isZero();
            }
            held.requireHeld(new IOException());
        }
        Files.delete(out.resolve("report.html"));
        assertThat(filesBelow(out)).isEqualTo(before);
        assertThat(run(file).code()).isZero();
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void run_checkpointsMovedAway_saysSo_andRestartsNothing() throws IOException {
        Path file = tiny("run.checkpoint-every = 1");
        run(file);
        Path trial = out.resolve("trials")
                .resolve(SweepFile.read(file.toString(), List.of())
                        .trials()
                        .get(0)
                        .id());
        Files.delete(trial.resolve("result.json"));
        Files.delete(trial.resolve("checkpoint-1.zip"));
        Files.delete(trial.resolve("checkpoint-2.zip"));
        Outcome outcome = run(file);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith(
                        "trial " + trial.getFileName() + " reached epoch 2, but there is no checkpoint of it in file:"
                                + trial + ": put its checkpoints back");
        assertThat(trial.resolve("result.json")).doesNotExist();
    }

    @Test
    void run_madeDataThatAreNotThoseOfThePlan_exitsWith2() throws IOException {
        Path file = tiny("seeds = [1, 2]");
        run(file, "--only", "seed=1");
        Path plan = out.resolve("plan.json");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replaceFirst("(strokes: train, 300 examples\" : \")[0-9a-f]{64}", "$1" + "0".repeat(64))
                        .replaceFirst(",\\s*\"crc32\" : \"[0-9a-f]{8}\"", ""));
        Outcome outcome = run(file);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().get(1)).startsWith("  data strokes: train, 300 examples: " + "0".repeat(64) + " / ");
    }

    @Test
    void run_dataThatAreNotThePublishedOnes_saysSo_inPlanAndTable() throws IOException {
        Path mnist = Files.createDirectories(folder.resolve("data/mnist"));
        idx(mnist.resolve("train-images-idx3-ubyte"), 60_000 * 784, 60_000, 28, 28);
        idx(mnist.resolve("train-labels-idx1-ubyte"), 60_000, 60_000);
        idx(mnist.resolve("t10k-images-idx3-ubyte"), 10_000 * 784, 10_000, 28, 28);
        idx(mnist.resolve("t10k-labels-idx1-ubyte"), 10_000, 10_000);
        Outcome outcome =
                run(tiny("trial.dataset = mnist"), "--data", mnist.getParent().toString());
        String sentence = "These are not the published data of mnist (train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                + " t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte): numbers are not comparable to others on mnist.";
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err().get(0)).isEqualTo(sentence);
        assertThat(outcome.out()).contains(sentence);
        assertThat(out.resolve("plan.json")).content().contains("\"unpublished-data\"");
    }

    @Test
    void run_checkpointsElsewhere_areKeptAndRememberedThere() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Path file = tiny("run.checkpoint-every = 1");
        Outcome outcome = run(file, "--checkpoints", elsewhere.toString());
        assertThat(outcome.code()).isZero();
        String id = SweepFile.read(file.toString(), List.of()).trials().get(0).id();
        assertThat(elsewhere.resolve(id).resolve("checkpoint-2.zip")).exists();
        assertThat(out.resolve("trials").resolve(id).resolve("checkpoint-2.zip"))
                .doesNotExist();
        assertThat(out.resolve("checkpoints.txt")).content().isEqualTo("file:" + elsewhere + "\n");

        Path later = out.resolve("trials").resolve(id);
        Files.delete(later.resolve("result.json"));
        byte[] second = Files.readAllBytes(elsewhere.resolve(id).resolve("checkpoint-2.zip"));
        assertThat(run(file).code()).isZero();
        assertThat(elsewhere.resolve(id).resolve("checkpoint-2.zip")).hasBinaryContent(second);
        assertThat(later.resolve("checkpoint-2.zip")).doesNotExist();
    }

    @Test
    void run_checkpointsBelowAFile_saysThatTheyCannotBeWritten() throws IOException {
        Path blocker = Files.writeString(folder.resolve("blocker"), "");
        Outcome outcome = run(
                file("trial.model = no-op"),
                "--checkpoints",
                blocker.resolve("here").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith(blocker.resolve("here") + ": cannot write here (")
                .endsWith("); give --checkpoints a folder or URI that can be written");
        assertThat(out).doesNotExist();
    }

    @Test
    void run_dataMissing_namesEveryFileAndHowToFetch_andWritesNothing() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Outcome outcome = run(file("trial.dataset = mnist"), "--data", data.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        String end = " values as an IDX file";
        assertThat(outcome.err())
                .containsExactly(
                        problem(data, "train-images-idx3-ubyte", "60,000 x 28 x 28") + end,
                        problem(data, "train-labels-idx1-ubyte", "60,000") + end,
                        problem(data, "t10k-images-idx3-ubyte", "10,000 x 28 x 28") + end,
                        problem(data, "t10k-labels-idx1-ubyte", "10,000") + end,
                        "To fetch what is missing of mnist: sweep data fetch mnist --data file:" + data
                                + "; where data lie, --data or SKIP_SWEEP_DATA says");
        assertThat(out).doesNotExist();
    }

    private static String problem(Path data, String name, String size) {
        return "file:" + data.resolve("mnist").resolve(name) + ".gz: not found, nor without .gz; expected " + size;
    }

    @Test
    void run_truncatedIdxFile_saysWhatIsThereAndWhatWasExpected_andWritesNothing() throws IOException {
        Path mnist = Files.createDirectories(folder.resolve("data/mnist"));
        idx(mnist.resolve("train-images-idx3-ubyte"), 100, 60_000, 28, 28);
        idx(mnist.resolve("train-labels-idx1-ubyte"), 60_000, 60_000);
        idx(mnist.resolve("t10k-images-idx3-ubyte"), 10_000 * 784, 10_000, 28, 28);
        idx(mnist.resolve("t10k-labels-idx1-ubyte"), 10_000, 10_000);
        Outcome outcome =
                run(file("trial.dataset = mnist"), "--data", mnist.getParent().toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith("file:" + mnist.resolve("train-images-idx3-ubyte")
                        + ": truncated: its header promises 60,000 x 28 x 28 = 47,040,000 bytes but 100 follow");
        assertThat(out).doesNotExist();
    }

    private static void idx(Path file, int bytes, int... dims) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(new byte[] {0, 0, 8, (byte) dims.length});
        for (int dim : dims) {
            content.write(new byte[] {(byte) (dim >> 24), (byte) (dim >> 16), (byte) (dim >> 8), (byte) dim});
        }
        content.write(new byte[bytes]);
        Files.write(file, content.toByteArray());
    }

    @Test
    void run_outputOfAnotherPlan_namesTheDifference_andLeavesItAlone() throws IOException {
        Path file = file("trial.model = no-op");
        Store.openForWriting(out.toString(), new Configuration()).freeze(SweepFile.read(file.toString(), List.of()));
        byte[] plan = Files.readAllBytes(out.resolve("plan.json"));
        Outcome outcome = run(file, "latent-dim=7");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().get(0))
                .isEqualTo(
                        "file:" + out + ": holds the output of another plan; give another --out, or remove this one to"
                                + " start anew. A plan may grow, by seeds or values beside all that it has; none of these may go or"
                                + " change. What differs (there / here):");
        assertThat(outcome.err()).contains("  latent-dim: 50 / 7");
        assertThat(out.resolve("plan.json")).hasBinaryContent(plan);
    }

    @Test
    void run_moreSeedsAndValues_runsWhatIsNew_andSaysThatThePlanGrew() throws IOException {
        Path file = file("trial.model = no-op\ngrid { latent-dim = [5] }\nseeds = [1, 2]");
        assertThat(run(file).code()).isZero();

        Outcome seeds = run(file, "seeds=[1,2,3]");
        assertThat(seeds.code()).isZero();
        assertThat(seeds.err().get(0)).isEqualTo("3 trials, 2 done before");
        assertThat(last(seeds.out())).isEqualTo("The plan grew by 1 trial. 3 trials: 3 done, 0 failed. Output: " + out);
        Outcome values = run(file, "seeds=[1,2,3]", "grid.latent-dim=[2,5]");
        assertThat(values.err().get(0)).isEqualTo("6 trials, 3 done before");
        assertThat(last(values.out()))
                .isEqualTo("The plan grew by 3 trials. 6 trials: 6 done, 0 failed. Output: " + out);
        assertThat(last(run(file, "seeds=[1,2,3]", "grid.latent-dim=[2,5]").out()))
                .isEqualTo("6 trials: 6 done, 0 failed. Output: " + out);

        Outcome fewer = run(file);
        assertThat(fewer.code()).isEqualTo(2);
        assertThat(fewer.err()).contains("  seed: 1, 2, 3 / 1, 2", "  latent-dim: 2, 5 / 5");
    }

    @Test
    void run_outputBelowAFile_saysThatItCannotBeWritten() throws IOException {
        Path blocker = Files.writeString(folder.resolve("blocker"), "");
        out = blocker.resolve("out");
        Outcome outcome = run(file("trial.model = no-op"));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .startsWith(out + ": cannot write here (")
                .endsWith("); give --out a folder or URI that can be written");
        assertThat(blocker).isRegularFile();
    }

    @Test
    void run_problemsOfTheSweepFile_allAtOnce_andWritesNothing() throws IOException {
        Path file = file("trial { latent-dim = 0, epoch = 1 }\nseeds = []");
        Outcome outcome = run(file);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).hasSize(3).allMatch(line -> line.matches("\\Q" + file + "\\E:[12]: .+"));
        assertThat(out).doesNotExist();
    }

    @Test
    void run_sweepFileMissing_saysSo_andWritesNothing() {
        Outcome outcome = run(folder.resolve("none.conf"));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).singleElement().asString().startsWith(folder.resolve("none.conf") + ": ");
        assertThat(out).doesNotExist();
    }
}
