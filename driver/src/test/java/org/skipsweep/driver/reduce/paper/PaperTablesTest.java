package org.skipsweep.driver.reduce.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.reduce.paper.PaperTables.PaperRow;

class PaperTablesTest {
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 16", "3, 6", "4, 7"})
    void load_everyTable_allRows(int table, int rows) {
        assertThat(PaperTables.load(table)).hasSize(rows);
    }

    @Test
    void load_table3_cell() {
        assertThat(PaperTables.load(3))
                .contains(new PaperRow("skip-vae", "mnist", 50, 4, null, -93.79, 25.63, 9.21, 21.0, "mi saturated"));
    }

    @Test
    void load_table4_languageModelHasPerplexityOnly() {
        assertThat(PaperTables.load(4).get(0))
                .isEqualTo(
                        new PaperRow("lstm-lm", "yahoo", null, 1, 61.60, null, null, null, null, "implied nll 329.11"));
    }

    @Test
    void load_noSuchTable_refused() {
        assertThatThrownBy(() -> PaperTables.load(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the paper has no table 5");
    }
}
