package org.skipsweep.driver.reduce;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.skipsweep.driver.sweep.Counted;
import org.skipsweep.driver.sweep.Reduction;

/** A reduction to one table of cells and the claims on it. */
final class CellReduction {
    private final PlanHeader plan;
    private final Reduction reduction;
    private final OutputFiles files;
    private final Path out;

    /** @param out output of the sweep */
    CellReduction(PlanHeader plan, Reduction reduction, OutputFiles files, Path out) {
        this.plan = plan;
        this.reduction = reduction;
        this.files = files;
        this.out = out;
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
        String tableText = new TableText(plan.name(), reduction, papers.get(0), cells, varying).render()
                + failures(results)
                + missing(results);
        Path tables = new Path(out, "tables");
        files.parquet(table, new Path(tables, reduction.label() + ".parquet"));
        files.text(tableText, new Path(tables, reduction.label() + ".md"));

        ClaimsTable claims = new ClaimsTable(Claims.check(reduction, measured, cells, varying), varying);
        String claimsText = "# Claims checked by sweep " + plan.name() + "\n\n" + claims.render();
        files.parquet(claims.rows(results.sparkSession(), results.schema()), new Path(out, "claims.parquet"));
        files.text(claimsText, new Path(out, "claims.md"));
        return tableText + "\n" + claimsText;
    }

    /** Labels of the model families among trials. */
    static Set<String> families(Dataset<Row> measured) {
        return new HashSet<>(
                measured.select("model").distinct().as(Encoders.STRING()).collectAsList());
    }

    private String missing(Dataset<Row> results) {
        long missing = plan.trials() - results.count();
        return missing <= 0
                ? ""
                : "\n" + missing + " of " + plan.trials() + " trials have no result yet: this table is partial.\n";
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
