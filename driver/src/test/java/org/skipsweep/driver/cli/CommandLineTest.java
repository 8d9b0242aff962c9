package org.skipsweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.store.Progress;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrialMetrics;
import picocli.CommandLine;

class CommandLineTest {
    private record Outcome(int code, List<String> out, List<String> err) {}

    @TempDir
    private Path folder;

    private static Outcome sweep(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commandLine.execute(arguments);
        return new Outcome(
                code, out.toString().lines().toList(), err.toString().lines().toList());
    }

    private Store run(String name, TrialResult... results) throws IOException {
        return run(Samples.planOf(3), name, results);
    }

    private Store run(Plan plan, String name, TrialResult... results) throws IOException {
        Store store = Store.openForWriting(folder.resolve(name).toString(), new Configuration());
        store.freeze(plan);
        for (TrialResult result : results) {
            TrialFolder trial = store.trial(result.trial());
            trial.begin();
            trial.finish(result);
        }
        return store;
    }

    @Test
    void plan_showsTrialsAndTheirCost() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.conf"), "trial { epochs = 1, dataset = mnist }\ngrid { skip = [false, true] }");
        Outcome outcome = sweep("plan", file.toString(), "--cores", "1", "learning-rate=3e-4");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().get(0)).matches("trial +skip +seed +parameters +GFLOP +time +memory");
        assertThat(outcome.out().get(1)).matches("[0-9a-f]{10} +false +1 +1669492 +566 +[0-9]+ [a-z]+ +[0-9]+ MB");
        assertThat(outcome.out().get(2)).matches("[0-9a-f]{10} +true +1 +1721716 +584 +[0-9]+ [a-z]+ +[0-9]+ MB");
        assertThat(outcome.out().get(4))
                .matches(
                        "a: 2 trials, 1,150 GFLOP, about [0-9.]+ [a-z]+ \\([0-9.]+ [a-z]+ to [0-9.]+ [a-z]+\\) and [0-9]+ MB on 1 core"
                                + " with nothing else to do");
        assertThat(outcome.out().get(5))
                .matches(
                        "measured here: a core multiplies matrices at [0-9]+ GFLOP/s and moves [0-9.]+ GB/s through memory;"
                                + " times may be off by a factor of 2");
    }

    @Test
    void plan_saysWhereAveragingWillNotPay() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.conf"),
                "trial { dataset = mnist, model = image-vae, latent-dim = 20, decoder-layers = 1, batch-size = 10,"
                        + " averaging.workers = 2 }\n"
                        + "grid { averaging.frequency = [1, 20], skip = [false, true] }");
        Outcome outcome = sweep("plan", file.toString());
        assertThat(outcome.out()).anySatisfy(line -> assertThat(line)
                .startsWith("averaging over 2 workers (1 trial): a round of 20 minibatches each trains ")
                .contains(" and moves 14 MB in ")
                .endsWith(" times the examples per second of one worker"));
        assertThat(outcome.out()).anySatisfy(line -> assertThat(line)
                .startsWith("averaging over 2 workers (1 trial): a round of 1 minibatch each trains ")
                .contains("that will not pay: it would from ")
                .endsWith("else leave averaging.workers at 1"));
    }

    @Test
    void plan_ofAWrongFile_tellsAllProblems_andExitsWith2() throws IOException {
        Path file = Files.writeString(folder.resolve("a.conf"), "epoch = 1\nseeds = []");
        Outcome outcome = sweep("plan", file.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .containsExactlyInAnyOrder(
                        file
                                + ":1: unknown key epoch; values of your own for ${...} stand under define { epoch = ... }; known keys are sweep, define, trial, grid, zip, exclude, seeds, reduce, run,"
                                + " classification",
                        file + ":2: seeds is an empty list; give it a value or leave it out");
    }

    @Test
    void unknownVerbOrOption_exitsWith2() {
        assertThat(sweep("plam").code()).isEqualTo(2);
        assertThat(sweep("plan").code()).isEqualTo(2);
        assertThat(sweep("plan", "x.conf", "--cores", "zero").code()).isEqualTo(2);
        Outcome missing = sweep();
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).containsExactly("a verb is missing", "See: sweep --help");
        assertThat(sweep("plam", "x.conf").err())
                .contains("See: sweep --help")
                .anyMatch(line -> line.startsWith("Did you mean: sweep plan"))
                .noneMatch(line -> line.startsWith("Usage"));
    }

    @Test
    void help_ofAVerb_andCompletionForBash() {
        assertThat(sweep("help", "run").out()).anyMatch(line -> line.startsWith("Usage: sweep run"));
        Outcome completion = sweep("generate-completion");
        assertThat(completion.code()).isZero();
        assertThat(completion.out()).anyMatch(line -> line.contains("complete -F _complete_sweep"));
    }

    @Test
    void help_andVersion_exitWith0() {
        Outcome help = sweep("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).anyMatch(line -> line.strip().startsWith("plan")).anyMatch(line -> line.contains("130"));
        Outcome version = sweep("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out().get(0)).startsWith("skip-sweep ");
    }

    @Test
    void status_showsEveryTrial_andWhenThoseWithoutResultWereLastSeen() throws IOException {
        Plan plan = Samples.planOf(4);
        Store store = run(
                plan,
                "out",
                Samples.done(plan.trials().get(0)),
                Samples.failed(plan.trials().get(1)));
        begun(store, plan.trials().get(2), Duration.ofMinutes(2));
        begun(store, plan.trials().get(3), Duration.ofHours(3));
        Outcome outcome = sweep("status", folder.resolve("out").toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "trial seed state epoch elbo time left last seen executor error",
                        plan.trials().get(0).id() + " 1 done - -94.50 - - host/0",
                        plan.trials().get(1).id() + " 2 failed - - - - host/0 loss is NaN",
                        plan.trials().get(2).id() + " 3 running 4/10 -101.26 60 s 2 min ago host/0",
                        plan.trials().get(3).id() + " 4 silent 4/10 -101.26 - 3.0 h ago host/0",
                        "",
                        "sample: 4 trials, 0 waiting, 1 running, 1 silent, 1 done, 1 failed",
                        "checkpoints: file:" + folder.resolve("out/trials"));
    }

    private static void begun(Store store, Trial trial, Duration ago) throws IOException {
        store.trial(trial).begin();
        store.trial(trial)
                .append(new Progress(
                        Samples.epoch(4, -101.257).report(),
                        "host/0",
                        Optional.of(Instant.now().minus(ago))));
    }

    @Test
    void status_ofNothing_exitsWith2() {
        Outcome outcome = sweep("status", folder.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .containsExactly(folder + ": holds no plan.json; expected the --out of an earlier run");
    }

    @Test
    void outputThatIsNoPlace_orOnAnUnknownFileSystem_exitsWith2_onEveryVerb() throws IOException {
        String file = Files.writeString(folder.resolve("a.conf"), "trial.model = no-op")
                .toString();
        String wrong = "run:1: not a path or URI (";
        for (List<String> verb :
                List.of(List.of("status", "run:1"), List.of("report", "run:1"), List.of("ui", "run:1"))) {
            Outcome outcome = sweep(verb.toArray(String[]::new));
            assertThat(outcome.err()).as(verb.get(0)).singleElement().asString().startsWith(wrong);
            assertThat(outcome.code()).isEqualTo(2);
        }
        Outcome run = sweep("run", file, "--ui", "--out", "run:1");
        assertThat(run.err()).singleElement().asString().startsWith("--out " + wrong);
        assertThat(run.code()).isEqualTo(2);
        Outcome report = sweep("report", "nothing://bucket/out");
        assertThat(report.err()).singleElement().asString().startsWith("nothing://bucket/out: cannot be read (");
        assertThat(report.code()).isEqualTo(2);
        assertThat(sweep("report", "s3a://bucket/out").err())
                .singleElement()
                .asString()
                .startsWith("s3a://bucket/out: Hadoop's client for s3a: is not on the class path");
    }

    @Test
    void diff_ofSameNumbers_exitsWith0() throws IOException {
        Plan plan = Samples.planOf(3);
        run("a", Samples.done(plan.trials().get(0)));
        run("b", Samples.done(plan.trials().get(0)));
        Outcome outcome = sweep(
                "diff", folder.resolve("a").toString(), folder.resolve("b").toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .containsExactly("settings: no difference", "provenance: no difference", "metrics: no difference");
    }

    @Test
    void diff_ofTrialsFromOtherMachines_namesEachFieldOnce_andExitsWith0() throws IOException {
        Plan plan = Samples.planOf(3);
        TrialProvenance p = Samples.PROVENANCE;
        TrialProvenance elsewhere = new TrialProvenance(
                p.gitCommit(), p.versions(), p.operatingSystem(), "another", Optional.empty(), p.engine(), "other");
        run("a", done(plan, 0, p), done(plan, 1, p), done(plan, 2, p));
        run("b", done(plan, 0, elsewhere), done(plan, 1, p), done(plan, 2, elsewhere));
        run("c", Samples.done(plan.trials().get(0)));
        Outcome outcome = sweep(
                "diff", folder.resolve("a").toString(), folder.resolve("b").toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().stream().map(line -> line.replaceAll("  +", "|")))
                .contains(
                        "provenance: 3 differ",
                        "|trials: processor|a processor|a processor, another",
                        "|trials: gpu|a GPU|-, a GPU",
                        "|trials: host|host|host, other",
                        "metrics: no difference");
        assertThat(sweep(
                                "diff",
                                folder.resolve("a").toString(),
                                folder.resolve("c").toString())
                        .out()
                        .stream()
                        .map(line -> line.replaceAll("  +", "|")))
                .contains("provenance: 1 differ", "|trials: provenance|recorded|-");
    }

    private static TrialResult done(Plan plan, int index, TrialProvenance provenance) {
        return Samples.done(plan.trials().get(index), provenance);
    }

    @Test
    void diff_ofOtherNumbers_namesThem_andExitsWith1() throws IOException {
        Trial first = Samples.planOf(3).trials().get(0);
        TrialMetrics m = Samples.METRICS;
        TrialMetrics other = new TrialMetrics(
                m.values().with(Metric.ELBO, -94.75),
                m.bestEpoch(),
                m.trainExamples(),
                m.validationExamples(),
                m.testExamples());
        run("a", Samples.done(first));
        run("b", new TrialResult.Done(first, Samples.EXECUTION, Optional.of(other), Optional.empty()));
        Outcome outcome = sweep(
                "diff", folder.resolve("a").toString(), folder.resolve("b").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("metrics: 1 differ");
        assertThat(outcome.out().get(outcome.out().size() - 1)).matches(" +" + first.id() + " elbo +-94.5 +-94.75");
    }

    @Test
    void diff_ofOneSettingChanged_differencesByCell_withIntervals_andExitsWith1() throws IOException {
        for (int layers = 2; layers <= 3; layers++) {
            store("a", changed(layers, 10), -94.5);
            store("b", changed(layers, 20), -94.5 + layers);
        }
        Outcome outcome = sweep(
                "diff", folder.resolve("a").toString(), folder.resolve("b").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out().stream().map(line -> line.replaceAll("  +", "|")))
                .contains(
                        "|epochs|10|20",
                        "metrics by settings that both have, " + folder.resolve("b") + " minus " + folder.resolve("a")
                                + " (±: 95 % interval over common seeds)",
                        "|decoder-layers|seeds|ELBO|KL|MI|AU",
                        "|2|2|+2.00 ±0.00|+0.00 ±0.00|+0.00 ±0.00|+0.00 ±0.00",
                        "|3|2|+3.00 ±0.00|+0.00 ±0.00|+0.00 ±0.00|+0.00 ±0.00");
    }

    private static List<Trial> changed(int layers, int epochs) {
        return IntStream.rangeClosed(1, 2)
                .mapToObj(seed ->
                        Trial.of(Samples.trial(seed, "epochs", epochs).spec().with(ModelKeys.DECODER_LAYERS, layers)))
                .toList();
    }

    private void store(String name, List<Trial> trials, double elbo) throws IOException {
        Store store = Store.openForWriting(folder.resolve(name).toString(), new Configuration());
        List<Trial> all = new ArrayList<>(store.plan().map(Plan::trials).orElse(List.of()));
        all.addAll(trials);
        store.freeze(Samples.plan(all));
        TrialMetrics m = Samples.METRICS;
        for (Trial trial : trials) {
            store.trial(trial).begin();
            store.trial(trial)
                    .finish(new TrialResult.Done(
                            trial,
                            Samples.EXECUTION,
                            Optional.of(new TrialMetrics(
                                    m.values().with(Metric.ELBO, elbo),
                                    m.bestEpoch(),
                                    m.trainExamples(),
                                    m.validationExamples(),
                                    m.testExamples())),
                            Optional.empty()));
        }
    }

    @CommandLine.Command(name = "break")
    private static final class Break implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("out of luck");
        }
    }

    @Test
    void unexpectedError_isOneLine_andAHint_unlessVerbose() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine().addSubcommand(new Break()).setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute("break")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "sweep break: unexpected error: java.lang.IllegalStateException: out of luck",
                        "The same command with --verbose prints where it happened.");
        assertThat(commandLine.execute("--verbose", "break")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat " + Break.class.getName() + ".run(");
    }

    @CommandLine.Command(name = "fill")
    private static final class Fill implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void fullHeap_saysWhatToDo_andExitsWith1() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine().addSubcommand(new Fill()).setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute("fill")).isEqualTo(1);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .matches(
                        "sweep fill: the Java heap of \\d+ MB was full \\(Java heap space\\); give Java more .*-Xmx4g.*");
    }
}
