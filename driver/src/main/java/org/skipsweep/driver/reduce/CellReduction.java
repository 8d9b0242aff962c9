package org.skipsweep.driver.reduce;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.sweep.plan.Reduction;

/** A reduction to one table of cells and the claims on it. */
final class CellReduction {
    private final Reduction reduction;
    private final Destination to;

    CellReduction(Reduction reduction, Destination to) {
        this.reduction = reduction;
        this.to = to;
    }

    /**
     * Writes {@code tables/NAME.parquet}, {@code tables/NAME.md}, {@code claims.parquet} and {@code claims.md}.
     *
     * @param results as {@link ResultsTable} gives them
     * @return both texts
     */
    String write(Dataset<Row> results) {
        Dataset<Row> measured = ResultsTable.measured(results);
        List<PaperTable> papers = PaperTable.of(reduction, families(measured));
        List<String> varying = CellTable.varying(measured);
        Dataset<Row> table = CellTable.of(measured, varying, papers).cache();
        List<Row> cells = table.collectAsList();
        String tableText = new TableText(to.plan().name(), reduction, papers.get(0), cells, varying).render()
                + failures(results)
                + missing(results);
        to.files().parquet(table, to.table(reduction.label() + ".parquet"));
        to.files().text(tableText, to.table(reduction.label() + ".md"));

        ClaimsTable claims = new ClaimsTable(Claims.check(reduction, measured, cells, varying), varying);
        String claimsText = "# Claims checked by sweep " + to.plan().name() + "\n\n" + claims.render();
        Dataset<Row> claimRows = claims.rows(results.sparkSession(), results.schema());
        to.files().parquet(claimRows, new Path(to.folder(), "claims.parquet"));
        to.files().text(claimsText, new Path(to.folder(), "claims.md"));
        return tableText + "\n" + claimsText;
    }

    /** Labels of the model families among trials. */
    static Set<String> families(Dataset<Row> measured) {
        return new HashSet<>(
                measured.select("model").distinct().as(Encoders.STRING()).collectAsList());
    }

    private String missing(Dataset<Row> results) {
        long missing = to.plan().trials() - results.count();
        return missing <= 0
                ? ""
                : "\n" + missing + " of " + to.plan().trials() + " trials have no result yet: this table is partial.\n";
    }

    private static String failures(Dataset<Row> results) {
        List<Row> failed =
                results.where("state = 'failed'").select("id", "failure").collectAsList();
        if (failed.isEmpty()) {
            return "";
        }
        return failed.stream()
                .map(row -> "- " + row.getString(0) + ": " + firstLine(row.getString(1)))
                .collect(Collectors.joining("\n", "\n" + Counted.of(failed.size(), "trial") + " failed:\n\n", "\n"));
    }

    private static String firstLine(String message) {
        return message == null
                ? "no cause recorded"
                : message.lines().findFirst().orElse("no cause recorded");
    }
}
