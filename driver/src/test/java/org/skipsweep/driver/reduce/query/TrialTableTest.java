package org.skipsweep.driver.reduce.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialTableTest {
    private static final Trial DONE = Samples.trial(1, "latent-dim", 20);
    private static final Trial FAILED = Samples.trial(2, "skip", true);
    private static final Trial PENDING = Samples.trial(3, "latent-dim", 5);
    private static final TrialTable TABLE = TrialTable.of(
            Samples.plan(DONE, FAILED, PENDING),
            Map.of(DONE.id(), Samples.done(DONE, Samples.PROVENANCE), FAILED.id(), Samples.failed(FAILED)));

    private static String seeds(TrialTable table) {
        return String.join(
                " ",
                table.rows().stream().map(row -> row.get("seed").toString()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latent-dim > 10 | 1 2",
                "latent_dim<=5 | 3",
                "skip = true | 2",
                "skip != true and not latent-dim = 5 | 1",
                "elbo is null or kl >= 24.25 | 1 2 3",
                "elbo is not null | 1",
                "(seed = 1 or seed = 2) and state = failed | 2",
                "seed in (1, 3) | 1 3",
                "state in ('done', \"pending\") | 1 3",
                "elbo < -94 | 1",
                "not elbo < -94 | 2 3",
                "ELBO <> 0 AND train-examples = 5000 | 1",
                "failure = 'loss is NaN' | 2",
                "mi-saturated = true | 1"
            })
    void where_rowsThatMeetIt(String condition, String seeds) {
        assertThat(seeds(TABLE.where(condition))).isEqualTo(seeds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "elbo | character 5: expected a comparison",
                "elbo >> 3 | character 7: expected a value",
                "elbo > | character 7: expected a value",
                "(elbo > 3 | character 10: expected )",
                "elbo > 3 kl < 2 | character 10: expected and, or, or the end",
                "elbo like 3 | character 6: expected =, !=, <, <=, >, >=, in or is after elbo",
                "elbo = 'x | character 8: not understood",
                "latent-dmi > 2 | character 1: there is no column latent-dmi; did you mean latent_dim"
            })
    void where_noCondition_saysWhereAndWhatWasExpected(String condition, String problem) {
        assertThatThrownBy(() -> TABLE.where(condition))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--where")
                .hasMessageContaining(problem);
    }

    @Test
    void where_insideItselfWithoutEnd_refused() {
        assertThatThrownBy(() -> TABLE.where("(".repeat(10_000)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("character 101: too many not or ( inside one another");
        assertThatThrownBy(() -> TABLE.where("not ".repeat(10_000)))
                .hasMessageContaining("character 401: too many not or ( inside one another");
    }

    @Test
    void sorted_greatestFirst_andWhatIsAbsentLast() {
        assertThat(seeds(TABLE.sorted(List.of("-latent-dim", "seed")))).isEqualTo("1 2 3");
        assertThat(seeds(TABLE.sorted(List.of("-elbo", "-seed")))).isEqualTo("1 3 2");
        assertThat(seeds(TABLE.sorted(List.of("elbo", "-seed")))).isEqualTo("1 3 2");
        assertThat(seeds(TABLE.sorted(List.of()))).isEqualTo("1 2 3");
    }

    @Test
    void columns_usualOnesThoseNamedOrAll() {
        assertThat(TABLE.columns(List.of()))
                .containsExactly(
                        "id", "latent_dim", "skip", "seed", "state", "elbo", "kl", "mi", "active_units", "failure");
        assertThat(TABLE.columns(List.of("averaging.workers", "latent-dim", "mi_cap")))
                .containsExactly("averaging_workers", "latent_dim", "mi_cap");
        assertThat(TABLE.columns(List.of("all")))
                .contains("gpu", "train_examples_limit")
                .doesNotContain("perplexity");
        assertThatThrownBy(() -> TABLE.columns(List.of("elbow", "latent", "zzz")))
                .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.problems())
                        .hasSize(3)
                        .contains("--columns latent: there is no column latent; did you mean latent_dim?"));
    }

    private static List<String> printed(TableFormat format) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.print(List.of("seed", "state", "elbo", "failure"), TABLE.rows(), out);
        out.flush();
        return text.toString().lines().toList();
    }

    @Test
    void print_tableRounds_theOthersHoldEveryDigitAndNothingWhereThereIsNothing() {
        assertThat(printed(TableFormat.TABLE))
                .containsExactly(
                        "seed  state      elbo  failure",
                        "   1  done     -94.50  -",
                        "   2  failed        -  loss is NaN",
                        "   3  pending       -  -");
        assertThat(printed(TableFormat.CSV))
                .containsExactly("seed,state,elbo,failure", "1,done,-94.5,", "2,failed,,loss is NaN", "3,pending,,");
        assertThat(printed(TableFormat.JSON))
                .containsExactly(
                        "[{\"seed\":1,\"state\":\"done\",\"elbo\":-94.5,\"failure\":null},",
                        " {\"seed\":2,\"state\":\"failed\",\"elbo\":null,\"failure\":\"loss is NaN\"},",
                        " {\"seed\":3,\"state\":\"pending\",\"elbo\":null,\"failure\":null}]");
        assertThat(printed(TableFormat.MARKDOWN)).startsWith("| seed | state   | elbo   | failure     |");
    }
}
