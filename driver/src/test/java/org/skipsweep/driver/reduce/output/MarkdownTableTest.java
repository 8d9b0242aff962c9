package org.skipsweep.driver.reduce.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.reduce.output.MarkdownTable.Alignment;
import org.skipsweep.driver.reduce.output.MarkdownTable.Heading;

class MarkdownTableTest {
    @Test
    void render_columnsAligned() {
        MarkdownTable table =
                new MarkdownTable(List.of(new Heading("model", Alignment.LEFT), new Heading("seeds", Alignment.RIGHT)));
        table.add(List.of("skip-vae", "3"));
        table.add(List.of("±|", "12"));

        assertThat(table.render())
                .isEqualTo(
                        """
                        | model    | seeds |
                        |----------|------:|
                        | skip-vae |     3 |
                        | ±\\|      |    12 |
                        """);
    }
}
