package org.skipsweep.driver.reduce.paper;

import java.util.List;
import org.skipsweep.driver.reduce.cell.Standing;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;

/** Says how cells stand to some tables of the paper. */
final class PaperJudge implements Standing.Judge {
    private final Paper paper;
    private final List<PaperTable> tables;
    private final List<PrintedCells> printed;

    /** @param tables in the order in which they are asked for the numbers of a cell */
    PaperJudge(Paper paper, List<PaperTable> tables) {
        this.paper = paper;
        this.tables = tables;
        this.printed = tables.stream().map(PrintedCells::new).toList();
    }

    @Override
    public Standing of(KeyValues settings, ExampleCounts examples) {
        PrintedCells.Printed cell = printed.stream()
                .flatMap(cells -> cells.find(settings).stream())
                .findFirst()
                .orElse(PrintedCells.Printed.NOTHING);
        return new Standing(
                paper.model(settings),
                paper.place(settings),
                cell.numbers(),
                cell.remark(),
                !fullRun(settings, examples));
    }

    /** By the tables that have the model; where none has, by any. */
    private boolean fullRun(KeyValues settings, ExampleCounts examples) {
        List<PaperTable> covering =
                tables.stream().filter(table -> table.covers(settings)).toList();
        return (covering.isEmpty() ? tables : covering)
                .stream().anyMatch(table -> table.fullRun().reached(settings, examples));
    }
}
