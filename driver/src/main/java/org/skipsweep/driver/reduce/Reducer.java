package org.skipsweep.driver.reduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.classification.ClassificationTable;
import org.skipsweep.driver.reduce.figure.Figure1;
import org.skipsweep.driver.reduce.figure.Figure2;
import org.skipsweep.driver.reduce.output.Destination;
import org.skipsweep.driver.reduce.output.OutputFiles;
import org.skipsweep.driver.reduce.output.PlanHeader;
import org.skipsweep.driver.reduce.output.Sources;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.ColumnGuide;
import org.skipsweep.driver.reduce.result.Results;
import org.skipsweep.driver.reduce.result.ResultsTable;
import org.skipsweep.driver.sweep.plan.Reduction;
import org.skipsweep.driver.work.WorkNews;
import org.skipsweep.models.files.WholeFiles;

/** Reduces all ended trials of a sweep to its tables. */
public final class Reducer {
    private static final String SETTINGS = Reduction.SETTINGS.label();

    private Reducer() {}

    /**
     * Writes {@code results.parquet}, {@code columns.md}, {@code tables/NAME.parquet}, {@code tables/NAME.md}, {@code claims.parquet} and
     * {@code claims.md} below {@code out}, with NAME the label of {@code reduction}, and {@code distances.parquet} where trials
     * differ in settings of which the paper is silent. For a figure NAME is
     * {@code settings}, and the figure stands below {@code figures}: its data, both as SVG and PNG, and a text; for the
     * classification study NAME is {@code settings}, and {@code tables/classification.*} stand beside. The same trials
     * give the same claims whatever they are reduced to. Trials that failed or have no metrics stand in the results and
     * not in the tables. A file that was there is replaced as a whole, at the very end of its writing, so a failure leaves
     * the old one. {@code tables/sources.json} comes last and says what all of it was made of.
     *
     * @param out output of a sweep, on any Hadoop file system
     * @return table, failed trials and claims as Markdown text aligned for a terminal
     * @throws UserError if {@code out} is no output of a sweep, no trial has ended, a result cannot be read, or what a
     *     figure shows is missing
     */
    public static String reduce(SparkSession session, URI out, Reduction reduction) {
        return reduce(session, out, reduction, work -> {});
    }

    /**
     * The same.
     *
     * @param work told how far the work is that takes minutes: the maps of figure 2
     */
    public static String reduce(SparkSession session, URI out, Reduction reduction, Consumer<WorkNews> work) {
        session.sparkContext().setJobGroup("reduce", "reducing " + out + " to " + reduction.label(), false);
        try {
            return reduce(session, out, reduction, Paper.DECLARED, work);
        } finally {
            session.sparkContext().clearJobGroup();
        }
    }

    static String reduce(SparkSession session, URI out, Reduction reduction, Paper paper) {
        return reduce(session, out, reduction, paper, work -> {});
    }

    private static String reduce(
            SparkSession session, URI out, Reduction reduction, Paper paper, Consumer<WorkNews> work) {
        SparkSession spark = session.newSession();
        // Compiling these wide queries takes longer than running them: results are a row per trial.
        spark.conf().set("spark.sql.codegen.wholeStage", false);
        Path folder = new Path(out);
        Configuration configuration = spark.sessionState().newHadoopConf();
        PlanHeader plan = PlanHeader.read(configuration, folder);
        Destination to = new Destination(plan, new OutputFiles(configuration), folder);
        Sources sources = Sources.of(configuration, folder, reduction);
        Results results = ResultsTable.read(spark, folder);
        to.files().parquet(results.rows(), new Path(folder, "results.parquet"));
        to.files().text(ColumnGuide.of(results.rows().schema()), new Path(folder, "columns.md"));
        String text = write(spark, results, reduction, paper, to, work);
        sources.write(to);
        return text;
    }

    private static String write(
            SparkSession spark,
            Results results,
            Reduction reduction,
            Paper paper,
            Destination to,
            Consumer<WorkNews> work) {
        CellReduction cells = new CellReduction(paper, to);
        return switch (reduction) {
            case FIGURE1 -> new Figure1(paper, to).write(spark, results) + "\n" + cells.write(spark, results, SETTINGS);
            case FIGURE2 -> new Figure2(paper, to, work).write(spark, results) + "\n"
                    + cells.write(spark, results, SETTINGS);
            case CLASSIFICATION -> new ClassificationTable(paper, to).write(spark, results)
                    + "\n"
                    + cells.write(spark, results, SETTINGS);
            default -> cells.write(spark, results, reduction.label());
        };
    }

    /** Where the texts that {@link #reduce} returns stand, in their order. */
    private static List<Path> texts(Path folder, Reduction reduction) {
        Path claims = new Path(folder, "claims.md");
        Path settings = Destination.table(folder, SETTINGS + ".md");
        Path table = Destination.table(folder, reduction.label() + ".md");
        return switch (reduction) {
            case FIGURE1, FIGURE2 -> List.of(Destination.figure(folder, reduction.label() + ".md"), settings, claims);
            case CLASSIFICATION -> List.of(table, settings, claims);
            default -> List.of(table, claims);
        };
    }

    /**
     * What {@link #reduce} returned when it last reduced {@code out}, if the output still holds what that was
     * made of.
     *
     * @param out output of a sweep, on any Hadoop file system
     */
    public static Optional<String> reduced(Configuration configuration, URI out, Reduction reduction) {
        Path folder = new Path(out);
        try {
            if (!Sources.of(configuration, folder, reduction).madeTables(configuration, folder)) {
                return Optional.empty();
            }
            WholeFiles files = WholeFiles.on(folder, configuration);
            List<String> contents = new ArrayList<>();
            for (Path text : texts(folder, reduction)) {
                Optional<String> content = files.text(text);
                if (content.isEmpty()) {
                    return Optional.empty();
                }
                contents.add(content.get());
            }
            return Optional.of(String.join("\n", contents));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tables in " + folder, e);
        }
    }
}
