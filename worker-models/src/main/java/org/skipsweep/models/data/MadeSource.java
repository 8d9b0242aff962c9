package org.skipsweep.models.data;

import java.util.List;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.trial.DataSpec;

/** A data set that the program makes itself, as many examples as a trial asks for; there are no files of it. */
public interface MadeSource extends DatasetSource {
    /** How many examples to make: as many as wanted, or the usual number of the part. */
    default int size(Part part, int wanted) {
        return wanted == DataSpec.ALL ? sizes().get(part.stream()) : wanted;
    }

    @Override
    default List<String> problems(DataRoot root) {
        return List.of();
    }

    @Override
    default List<FileReport> check(DataRoot root) {
        return List.of();
    }

    @Override
    default List<PublishedFile> files() {
        return List.of();
    }

    @Override
    default boolean made() {
        return true;
    }
}
