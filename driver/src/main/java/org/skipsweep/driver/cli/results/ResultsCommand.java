package org.skipsweep.driver.cli.results;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skipsweep.driver.reduce.query.TableFormat;
import org.skipsweep.driver.reduce.query.TrialTable;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.submission.Submission;
import org.skipsweep.driver.sweep.plan.Plan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sweep results OUT}: every trial, its settings and what it measured. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = "Print trials with their settings and metrics, filtered and sorted, for people or programs.")
public final class ResultsCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    @Parameters(paramLabel = "OUT", description = "The output of a run: a path or a URI.")
    private String out;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = "Only trials that meet it, such as \"skip = true and (latent-dim > 10 or kl is null)\":"
                    + " =, !=, <, <=, >, >=, in (...), is null, and, or, not.")
    private String where;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            split = ",",
            description = "Order by columns; a minus puts the greatest first, so --sort -elbo the best.")
    private List<String> sort = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Which columns, in kebab-case or snake_case, or all. Default: what varies, and the main metrics."
                            + " OUT/columns.md says what they mean.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = ResultsCommand.FormatConverter.class,
            description = "table, csv, json or markdown. Default: ${DEFAULT-VALUE}.")
    private TableFormat format;

    @Override
    public Integer call() throws IOException {
        Store store = Store.openExisting(out, Submission.hadoop());
        Plan plan = store.plan().orElseThrow();
        TrialTable all = TrialTable.of(plan, store.results(plan));
        List<String> shown = all.columns(columns);
        TrialTable chosen = (where == null ? all : all.where(where)).sorted(sort);
        PrintWriter printer = command.commandLine().getOut();
        format.print(shown, chosen.rows(), printer);
        printer.flush();
        return CommandLine.ExitCode.OK;
    }

    /** Takes the names in small letters. */
    static final class FormatConverter implements CommandLine.ITypeConverter<TableFormat> {
        @Override
        public TableFormat convert(String label) {
            for (TableFormat format : TableFormat.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(label)) {
                    return format;
                }
            }
            throw new CommandLine.TypeConversionException("\"" + label + "\" is not one of table, csv, json, markdown");
        }
    }
}
