package org.skipsweep.driver.cli.data;

import org.skipsweep.models.data.DataException;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.value.Choice;
import picocli.CommandLine.Parameters;

/** The parameter that names a data set. */
final class DataNameParameter {
    @Parameters(paramLabel = "NAME", description = "The data set, as sweep data list names it.")
    private String name;

    /** @throws DataException if there is no such data set; the message lists those that exist */
    Dataset dataset() {
        return Choice.find(Dataset.class, name)
                .orElseThrow(() ->
                        new DataException("data set \"" + name + "\" is not one of " + Choice.labels(Dataset.class)));
    }
}
