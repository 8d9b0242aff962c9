package org.skipsweep.driver.reduce;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.reduce.cell.CellTable;
import org.skipsweep.driver.reduce.cell.TableText;
import org.skipsweep.driver.reduce.claim.ClaimsTable;
import org.skipsweep.driver.reduce.distance.DistancesTable;
import org.skipsweep.driver.reduce.distance.PaperDistances;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.paper.Comparison;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.Results;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.driver.sweep.plan.UnpublishedData;

/** A reduction to one table of cells, and the claims of the paper, whichever table that is. */
final class CellReduction {
    private final Paper paper;
    private final Destination to;

    CellReduction(Paper paper, Destination to) {
        this.paper = paper;
        this.to = to;
    }

    /**
     * Writes {@code tables/NAME.parquet}, {@code tables/NAME.md}, {@code claims.parquet} and {@code claims.md}, and where
     * the cells are of several settings, {@code distances.parquet}. The claims follow from the trials alone: they are those
     * of the tables that have models of theirs.
     *
     * @param name of a table of the paper, beside which the cells then stand; with any other name they stand beside all
     * @return both texts
     */
    String write(SparkSession spark, Results results, String name) {
        List<TrialRow> measured = results.measured();
        Comparison all = paper.beside(measured);
        Comparison shown =
                paper.find(name).map(table -> paper.beside(table, measured)).orElse(all);
        return table(spark, results, name, shown) + "\n" + claims(spark, all);
    }

    private String table(SparkSession spark, Results results, String name, Comparison shown) {
        String title = name + " of sweep " + to.plan().name();
        String text = new TableText(shown.words(title), shown.layout(), shown.cells()).render()
                + distances(spark, shown)
                + unpublished()
                + failures(results.trials())
                + missing(results.trials());
        to.files().parquet(CellTable.rows(spark, shown.layout(), shown.cells()), to.table(name + ".parquet"));
        to.files().text(text, to.table(name + ".md"));
        return text;
    }

    private String distances(SparkSession spark, Comparison shown) {
        return PaperDistances.of(shown.layout(), shown.cells())
                .map(DistancesTable::new)
                .map(distances -> {
                    to.files().parquet(distances.rows(spark), new Path(to.folder(), "distances.parquet"));
                    return "\n" + distances.render();
                })
                .orElse("");
    }

    private String claims(SparkSession spark, Comparison all) {
        ClaimsTable claims = new ClaimsTable(all.claims(), all.layout().differing());
        String text = "# Claims checked by sweep " + to.plan().name() + "\n\n" + claims.render();
        to.files().parquet(claims.rows(spark), new Path(to.folder(), "claims.parquet"));
        to.files().text(text, new Path(to.folder(), "claims.md"));
        return text;
    }

    private String unpublished() {
        return to.plan().unpublishedData().entrySet().stream()
                .map(data -> "\n" + UnpublishedData.sentence(data.getKey(), data.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private String missing(List<TrialRow> ended) {
        int planned = to.plan().trials();
        int missing = planned - ended.size();
        return missing <= 0
                ? ""
                : "\n" + missing + " of " + planned + " trials have no result yet: this table is partial.\n";
    }

    private static String failures(List<TrialRow> ended) {
        List<TrialRow> failed = ended.stream().filter(TrialRow::failed).toList();
        return failed.isEmpty()
                ? ""
                : failed.stream()
                        .map(trial -> "- " + trial.id() + ": " + cause(trial))
                        .collect(Collectors.joining(
                                "\n", "\n" + Counted.of(failed.size(), "trial") + " failed:\n\n", "\n"));
    }

    private static String cause(TrialRow trial) {
        return trial.failure().flatMap(message -> message.lines().findFirst()).orElse("no cause recorded");
    }
}
