package org.skipsweep.driver.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;

class SweepFileProblemsTest {
    @TempDir
    private Path folder;

    private SweepFiles files;

    @BeforeEach
    void files() {
        files = new SweepFiles(folder);
    }

    @Test
    void allProblems_areReportedAtOnce() {
        assertThat(
                        files.problems(
                                """
                        trial {
                          epoch = 3
                          epochs = many
                          latent-dim = 0
                          dataset = mnits
                          learning-rate = -1
                        }
                        grid {
                          skip = []
                          decoder-layers = [2, 2, x]
                          batch-size = 50
                          seed = [1]
                        }
                        grids = {}
                        seeds = [1, 1]
                        reduce = table9
                        run { max-attempts = 0, retries = 2 }
                        sweep.nam = x
                        """))
                .containsExactlyInAnyOrder(
                        "FILE:2: unknown key trial.epoch; did you mean trial.epochs?",
                        "FILE:3: trial.epochs must be a whole number but is \"many\"",
                        "FILE:4: trial.latent-dim must be at least 1 but is 0",
                        "FILE:5: trial.dataset must be one of strokes, binarized-mnist, mnist, omniglot, yahoo, text, grammar but is \"mnits\"",
                        "FILE:6: trial.learning-rate must be a positive number but is -1",
                        "FILE:9: grid.skip is an empty list; give it a value or leave it out",
                        "FILE:10: grid.decoder-layers must be a whole number but is \"x\"",
                        "FILE:10: grid.decoder-layers lists 2 twice",
                        "FILE:11: grid.batch-size must be a list of values but is 50",
                        "FILE:12: grid.seed: list seeds under seeds, so that tables can average over them",
                        "FILE:14: unknown key grids; did you mean grid?",
                        "FILE:15: seeds lists 1 twice",
                        "FILE:16: reduce must be one of table1, table2, table3, table4, settings, figure1, figure2,"
                                + " classification but is \"table9\"",
                        "FILE:17: run.max-attempts must be a whole number of at least 1 but is 0",
                        "FILE:17: unknown key run.retries; known keys are checkpoint-every, max-attempts",
                        "FILE:18: unknown key sweep.nam; did you mean sweep.name?");
    }

    @Test
    void argument_thatWouldNotActAsItIsWritten_isRefused() {
        assertThat(files.problems("", "epochs=3,batch-size=100"))
                .containsExactly(
                        "command line, epochs=3,batch-size=100: an argument sets one key; write each as an argument"
                                + " of its own: epochs=3 batch-size=100");
        assertThat(files.problems("", "epochs=3,value=7")).hasSize(1);
        assertThat(files.problems("", "latent-dim=5,20"))
                .containsExactly("command line, latent-dim=5,20: several values are a list: grid.latent-dim=[5,20]");
        assertThat(files.problems("", "seeds=1,2"))
                .containsExactly("command line, seeds=1,2: several values are a list: seeds=[1,2]");
        assertThat(files.problems("grid.skip = [true, false]", "grid={}"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("command line, grid={}: {} changes nothing, since objects are merged");
        assertThat(files.problems("", "text.train=a#b.txt"))
                .containsExactly(
                        "command line, text.train=a#b.txt: # and // begin a comment; put a text that holds them"
                                + " in quotes: 'trial.text.train=\"a#b.txt\"'");
        assertThat(files.problems("", "latent-dim=[5,20]"))
                .containsExactly(
                        "command line, latent-dim=[5,20]: trial.latent-dim must be a whole number but is a list;"
                                + " what varies stands in grid: grid.latent-dim=[5,20]");
    }

    @Test
    void numbersBeyondALong_areNamed() {
        assertThat(files.problems("seeds = [9223372036854775808, 9.3e18]\nrun.max-attempts = 99999999999999999999"))
                .containsExactly(
                        "FILE:1: seeds must be a whole number but is \"9223372036854775808\", which is beyond the largest"
                                + " whole number, 9223372036854775807",
                        "FILE:1: seeds must be a whole number but is 9300000000000000000, which is beyond the largest whole"
                                + " number, 9223372036854775807",
                        "FILE:2: run.max-attempts must be a whole number of at least 1 but is \"99999999999999999999\", which is"
                                + " beyond the largest whole number, 9223372036854775807");
    }

    @Test
    void nameThatLeavesItsFolder_isRefused() {
        for (String name : List.of("../../evil", "/tmp/x", "a:b", ".", "..", "x/y", "run[2]", " x", "")) {
            assertThat(files.problems("sweep.name = \"" + name + "\"")).as(name).hasSize(1);
        }
        assertThat(files.plan("sweep.name = \"Übung 2_b.c-d\"").name()).isEqualTo("Übung 2_b.c-d");
    }

    @Test
    void otherEncodings_areNamed() throws Exception {
        Path file = folder.resolve("other.conf");
        Files.writeString(file, "trial.epochs = 3\n# Übung\n", java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SweepFile.read(file.toString(), List.of()))
                .hasMessage(
                        file + ": cannot be read: line 2 is not UTF-8, perhaps ISO-8859-1 or Windows-1252; sweep files"
                                + " are UTF-8, save it as that");
        Files.writeString(file, "trial.epochs = 3\n", java.nio.charset.StandardCharsets.UTF_16);
        assertThatThrownBy(() -> SweepFile.read(file.toString(), List.of()))
                .hasMessage(file + ": cannot be read: it is UTF-16; sweep files are UTF-8, save it as that");
        Files.writeString(file, "\uFEFFtrial.epochs = 3\n");
        assertThat(SweepFile.read(file.toString(), List.of()).trials()).hasSize(1);
    }

    @Test
    void trialKeyAtTheTop_isSentToTrial() {
        assertThat(files.problems("epochs = 3"))
                .containsExactly("FILE:1: unknown key epochs; did you mean trial.epochs?");
    }

    @Test
    void emptySeeds_isAProblem() {
        assertThat(files.problems("seeds = []"))
                .containsExactly("FILE:1: seeds is an empty list; give it a value or leave it out");
    }

    @Test
    void wrongShapes_areProblems() {
        assertThat(
                        files.problems(
                                "trial = 3\ngrid = [1]\nzip = 5\nexclude = [7]\nseeds = 4\nrun.checkpoint-every = 1.5\nclassification.epochs = 0"))
                .containsExactly(
                        "FILE:1: trial must be an object, trial { ... }, but is 3",
                        "FILE:2: grid must hold objects, grid = [{ ... }], but holds 1",
                        "FILE:3: zip must be a list of objects, zip = [{ ... }], but is 5",
                        "FILE:5: seeds must be a list of values but is 4",
                        "FILE:4: exclude must hold objects, exclude = [{ ... }], but holds 7",
                        "FILE:6: run.checkpoint-every must be a whole number of at least 1 but is 1.5",
                        "FILE:7: classification.epochs must be a whole number of at least 1 but is 0");
    }

    @Test
    void nullsAndObjectsForValues_areOfTheWrongType() {
        assertThat(files.problems(
                        "trial.epochs = null\ntrial.skip = yes\ntrial.dataset { a = 1 }\ntrial.train-examples = some"))
                .containsExactlyInAnyOrder(
                        "FILE:1: trial.epochs must be a whole number but is null",
                        "FILE:2: trial.skip must be true or false but is \"yes\"",
                        "FILE:3: trial.dataset must be one of strokes, binarized-mnist, mnist, omniglot, yahoo, text, grammar but is an object",
                        "FILE:4: trial.train-examples must be a whole number or all but is \"some\"");
    }

    @Test
    void impossibleCombination_isReportedOnce_whereItIsWritten() {
        assertThat(
                        files.problems(
                                """
                        trial.dataset = mnist
                        trial.binarization = none
                        grid.epochs = [1, 2]
                        """))
                .containsExactly(
                        "FILE:1: impossible combination: dataset mnist is grey and needs binarization dynamic or"
                                + " static (2 of 2 trials, the first with epochs = 1)");
        assertThat(files.problems("trial.skip-output = true"))
                .containsExactly("FILE:1: impossible combination: skip-output = true needs skip = true");
        assertThat(files.problems("grid {\n skip = [true, false]\n skip-output = [false, true] }"))
                .containsExactly("FILE:3: impossible combination: skip-output = true needs skip = true"
                        + " (1 of 4 trials, the first with skip = false, skip-output = true)");
        assertThat(files.problems("trial.model = no-op\ntrial.averaging.workers = 2"))
                .containsExactly("FILE:2: impossible combination: averaging.workers = 2 needs a model that trains, not"
                        + " model = no-op");
        assertThat(files.problems("trial.binarization = static"))
                .containsExactly("FILE:1: impossible combination: dataset strokes is binary already and takes"
                        + " binarization none, not static");
    }

    @Test
    void zip_needsEquallyLongLists_ofKeysThatVaryOnce() {
        assertThat(
                        files.problems(
                                """
                        grid.epochs = [1, 2]
                        zip = [
                          { epochs = [3, 4], batch-size = [1, 2, 3] }
                          { batch-size = [1, 2] }
                        ]
                        """))
                .containsExactly(
                        "FILE:3: zip[0].epochs varies already as grid.epochs (FILE:1)",
                        "FILE:3: zip[0]: lists that vary together must be equally long, but epochs has 2, batch-size has 3",
                        "FILE:4: zip[1].batch-size varies already as zip[0].batch-size (FILE:3)");
    }

    @Test
    void exclude_thatMatchesNothing_isAProblem_unlessArgumentsChangedTheSweep() {
        String text = "grid.skip = [true, false]\nexclude = [{ skip = true, decoder-layers = 3 }]";
        assertThat(files.problems(text))
                .containsExactly("FILE:2: exclude[0] matches no trial: skip = true, decoder-layers = 3");
        assertThat(files.problems(text, "epochs=2")).isEmpty();
    }

    @Test
    void exclude_ofEverything_isAProblem() {
        assertThat(files.problems("exclude = [{ skip = false }]")).containsExactly("FILE: exclude leaves no trial");
        assertThat(files.problems("exclude = [{}]"))
                .contains("FILE:1: exclude[0] names no key, so it would leave out every trial");
    }

    @Test
    void syntaxError_isToldWithItsLine() {
        assertThat(files.problems("trial {\n epochs = 3\n"))
                .containsExactly("FILE:3: a brace or bracket is opened but not closed before the end");
    }

    @Test
    void remoteIncludes_areRefused_withoutFetching() {
        assertThat(
                        files.problems(
                                """
                        include url("http://127.0.0.1:1/a.conf")
                        trial.epoch = 1
                        trial { include required(url("https://127.0.0.1:1/b.conf")) }
                        include "http://127.0.0.1:1/c.conf"
                        include classpath("d.conf")
                        """))
                .containsExactly(
                        refused(1, "http://127.0.0.1:1/a.conf"),
                        refused(3, "https://127.0.0.1:1/b.conf"),
                        refused(4, "http://127.0.0.1:1/c.conf"),
                        refused(5, "d.conf"),
                        "FILE:2: unknown key trial.epoch; did you mean trial.epochs?");
    }

    private static String refused(int line, String what) {
        return "FILE:" + line + ": include of " + what + " is refused; a sweep file may include only files beside it,"
                + " so copy it there and write include \"FILE\"";
    }

    @Test
    void includedFile_thatIsMissingOrWrong_isNamed() throws Exception {
        Files.writeString(folder.resolve("common.conf"), "trial {\n latent-dim = x\n}\n");
        assertThat(files.problems("include \"common.conf\"\ninclude \"gone.conf\""))
                .containsExactly(
                        "FOLDER/gone.conf: no such file; expected a sweep file in HOCON",
                        "FOLDER/common.conf:2: trial.latent-dim must be a whole number but is \"x\"");
    }

    @Test
    void includeOfItself_isAProblem() {
        assertThat(files.problems("include \"my.conf\"")).containsExactly("FILE: includes itself: FILE -> FILE");
    }

    @Test
    void missingFile_isAProblem() {
        assertThatThrownBy(() -> SweepFile.read("/nowhere/x.conf", List.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("/nowhere/x.conf: no such file; expected a sweep file in HOCON");
        assertThatThrownBy(() -> SweepFile.read("nofs://host/x.conf", List.of()))
                .hasMessage("nofs://host/x.conf: cannot be read: No FileSystem for scheme \"nofs\"");
    }

    @Test
    void overrides_areCheckedLikeTheFile() {
        assertThat(files.problems("", "epoch=3", "epochs", "latent-dim=x", "seed=3", "grid.skip=true", "skip={"))
                .containsExactly(
                        "command line, epoch=3: unknown key epoch; did you mean epochs?",
                        "command line, epochs: expected key=value, e.g. epochs=3",
                        "command line, seed=3: seeds are a list; write seeds=[3]",
                        "command line, skip={: a brace or bracket is opened but not closed before the end",
                        "command line, latent-dim=x: trial.latent-dim must be a whole number but is \"x\"",
                        "command line, grid.skip=true: grid.skip must be a list of values but is true");
    }

    @Test
    void rangesThatAreNone_areProblems() {
        assertThat(
                        files.problems(
                                """
                        seeds = 5..1
                        grid {
                          latent-dim = "1.5..3"
                          epochs = [1, 2..]
                          learning-rate = 1..2
                          dataset = [mnist..omniglot]
                          batch-size = 0..3
                          hidden-units = 1..99999999999
                          decoder-layers = [2..4, 3]
                        }
                        trial.kl-warmup-epochs = 1..2
                        """))
                .containsExactlyInAnyOrder(
                        "FILE:1: seeds has the range \"5..1\", which ends before it begins; write \"1..5\"",
                        "FILE:3: grid.latent-dim has the range \"1.5..3\", which is not of whole numbers; write one as \"2..10\"",
                        "FILE:4: grid.epochs has the range \"2..\", which is not of whole numbers; write one as \"2..10\"",
                        "FILE:5: grid.learning-rate has the range \"1..2\", but must be a number; ranges are of whole numbers",
                        "FILE:6: grid.dataset has the range \"mnist..omniglot\", but must be one of strokes, binarized-mnist,"
                                + " mnist, omniglot, yahoo, text, grammar; ranges are of whole numbers",
                        "FILE:7: grid.batch-size must be at least 1 but is 0",
                        "FILE:8: grid.hidden-units has the range \"1..99999999999\" of 99999999999 values; at most 100000 can"
                                + " be listed",
                        "FILE:9: grid.decoder-layers lists 3 twice",
                        "FILE:11: trial.kl-warmup-epochs must be a whole number but is \"1..2\"");
        assertThat(files.problems("grid.epochs = 4999999998..4999999999"))
                .containsExactly("FILE:1: grid.epochs must be a whole number but is 4999999998");
    }

    @Test
    void countOfSeeds_mustBeAWholeNumberThatCanBeRun() {
        assertThat(files.problems("\nseeds.count = 0"))
                .containsExactly("FILE:2: seeds.count must be a whole number of at least 1 but is 0");
        assertThat(files.problems("seeds.count = 100001"))
                .containsExactly("FILE:1: seeds.count is 100001; at most 100000 can be listed");
        assertThat(files.problems("seeds { from = 3 }"))
                .containsExactly(
                        "FILE:1: unknown key seeds.from; known keys are count",
                        "FILE:1: seeds must be a list of values, a range or have a count");
        assertThat(files.problems("", "seeds=3..1"))
                .containsExactly("command line, seeds=3..1: seeds has the range \"3..1\", which ends before it begins;"
                        + " write \"1..3\"");
    }

    @Test
    void hugeGrid_isRefused_beforeItIsExpanded() {
        String numbers = String.join(
                ",",
                java.util.stream.IntStream.rangeClosed(1, 1000)
                        .mapToObj(Integer::toString)
                        .toList());
        String grid = "{ epochs = [" + numbers + "], batch-size = [" + numbers + "] }";
        assertThat(files.problems("grid " + grid))
                .containsExactly("FILE: the grid has 1000000 trials; at most 100000 can be run");
        assertThat(files.problems("grid = [{}, " + grid + "]"))
                .containsExactly("FILE: the grids have 1000001 trials; at most 100000 can be run");
    }

    @Test
    void listOfGrids_problemsOfEachNameIt() {
        assertThat(
                        files.problems(
                                """
                        grid = [
                          { model = [mlp-vae], epoch = [3] }
                          { latent-dim = 5
                            seed = [1] }
                          3
                        ]
                        zip = [{ model = [no-op], batch-size = [1] }]
                        """))
                .containsExactlyInAnyOrder(
                        "FILE:2: unknown key grid[0].epoch; did you mean grid[0].epochs?",
                        "FILE:3: grid[1].latent-dim must be a list of values but is 5",
                        "FILE:4: grid[1].seed: list seeds under seeds, so that tables can average over them",
                        "FILE:5: grid must hold objects, grid = [{ ... }], but holds 3",
                        "FILE:7: zip[0].model varies already as grid[0].model (FILE:2)");
        assertThat(files.problems("grid = []"))
                .contains("FILE:1: grid is an empty list; give it a grid, { ... }, or leave it out");
    }

    @Test
    void listOfGrids_impossibleCombinationsAndTwins_areToldWithTheirLine() {
        assertThat(files.problems("grid = [\n{ skip = [true] }\n{ skip = [false]\nskip-output = [true] }]"))
                .containsExactly("FILE:4: impossible combination: skip-output = true needs skip = true"
                        + " (1 of 2 trials, the first with skip = false, skip-output = true)");
        assertThat(files.problems("grid = [\n{ skip = [false, true] }\n{ decoder-layers = [2, 3] }\n]"))
                .containsExactly("FILE:3: the same trial twice, with skip = false in grid[0] and with"
                        + " decoder-layers = 2 in grid[1]; leave one out");
        assertThat(
                        files.problems(
                                """
                        trial { dataset = grammar }
                        grid = [
                          { model = [lstm-lm], skip = [false, true] }
                        ]
                        """))
                .containsExactlyInAnyOrder(
                        "FILE:3: the same trial twice, with model = lstm-lm, skip = false and with model ="
                                + " lstm-lm, skip = true: model = lstm-lm does not have all of these keys; leave one out by exclude",
                        "FILE:3: skip means nothing to the models of this sweep; it is for mlp-vae, image-vae, no-op, lstm-vae");
    }

    @Test
    void listOfGrids_oneKeyAsAnArgument_wouldReplaceThemAll() {
        assertThat(files.problems("\ngrid = [{ skip = [false, true] }]", "grid.skip=[true]"))
                .containsExactly(
                        "command line, grid.skip=[true]: the file has a list of grids (FILE:2); give a key its one"
                                + " value, KEY=VALUE, or the whole list, grid=[{ ... }]");
    }

    @Test
    void keysOfAnotherKindOfTrial_meanNothing_andSayWhatTheyAreFor() {
        assertThat(files.problems("trial {\n  svi.steps = 5\n  text.train = a\n  dropout = 0.1\n}"))
                .containsExactlyInAnyOrder(
                        "FILE:2: svi.steps means nothing to the models of this sweep; it is for mlp-vae, image-vae, no-op,"
                                + " lstm-vae with inference = semi-amortised",
                        "FILE:3: text.train means nothing to the models of this sweep; it is for lstm-lm, lstm-vae with"
                                + " dataset = text",
                        "FILE:4: dropout means nothing to the models of this sweep; it is for lstm-lm, lstm-vae");
    }

    @Test
    void dataOfAnotherKind_areImpossible() {
        assertThat(files.problems("trial.dataset = mnist\ntrial.model = lstm-vae"))
                .containsExactly(
                        "FILE:1: impossible combination: dataset mnist holds images; model lstm-vae needs text:"
                                + " yahoo, text or grammar");
        assertThat(files.problems("trial.model = lstm-lm"))
                .containsExactly(
                        "FILE:1: impossible combination: dataset strokes holds images; model lstm-lm needs text:"
                                + " yahoo, text or grammar");
    }

    @Test
    void stepsOfARefinementThatIsNotThere_makeTheSameTrialTwice_unlessExcluded() {
        String grid = "grid { inference = [amortised, semi-amortised], svi.steps = [1, 5] }\n";
        assertThat(files.problems(grid))
                .containsExactly(
                        "FILE: the same trial twice, with inference = amortised, svi.steps = 1 and with inference"
                                + " = amortised, svi.steps = 5: inference = amortised does not have all of these keys; leave one"
                                + " out by exclude");
        assertThat(files.plan(grid + "exclude = [{ inference = amortised, svi.steps = 5 }]")
                        .trials())
                .hasSize(3);
    }

    @Test
    void objectsInsideOneAnotherWithoutEnd_areRefused() {
        assertThat(files.problems("a = " + "[".repeat(100_000)))
                .containsExactly(
                        "FILE: too many objects, lists or parts of a key inside one another; a sweep needs no more"
                                + " than five");
        assertThat(files.problems("trial." + "a.".repeat(100_000) + "b = 1")).hasSize(1);
    }

    @Test
    void fileWithoutEnd_isRefused() {
        assertThat(files.problems("include \"/dev/zero\""))
                .contains("/dev/zero: cannot be read: it has more than 16 MB, which no sweep file has");
    }
}
