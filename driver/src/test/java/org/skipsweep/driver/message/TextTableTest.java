package org.skipsweep.driver.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void words_goLeft_numbersRight() {
        TextTable table = new TextTable(List.of("name", "elbo", "note"));
        table.row(List.of("vae", "-94.88", ""));
        table.row(List.of("skip-vae", "-4.8", "ok"));
        assertThat(table.lines()).containsExactly("name        elbo  note", "vae       -94.88", "skip-vae    -4.8  ok");
    }

    @Test
    void rowOfAnotherLength_isRefused() {
        TextTable table = new TextTable(List.of("name"));
        assertThatThrownBy(() -> table.row(List.of("a", "b"))).hasMessage("a row has 2 cells but the table 1 columns");
    }

    @Test
    void manyRows_areShownByTheirEndsAndCounted() {
        TextTable table = new TextTable(List.of("n"));
        table.ends(100_000, index -> List.of("" + (index + 1)), "more");
        assertThat(table.lines())
                .hasSize(1 + 20 + 1 + 20)
                .startsWith("     n", "     1")
                .containsSubsequence("    20", "... 99,960 more", " 99981")
                .endsWith("100000");
    }

    @Test
    void aHundredRows_areAllShown() {
        TextTable table = new TextTable(List.of("n"));
        table.ends(100, index -> List.of("" + (index + 1)), "more");
        assertThat(table.lines()).hasSize(101).endsWith(" 99", "100");
    }
}
