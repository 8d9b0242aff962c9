package org.skipsweep.models.data;

import java.util.List;
import org.skipsweep.models.data.fetch.DataCheck;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.SourceLoader;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/** Images that lie below the data root in files of one form, each part in its own. */
interface IdxSource extends DatasetSource {
    /** What the images are called. */
    Dataset dataset();

    /** The files of every part. */
    List<SourceFiles> parts();

    @Override
    default List<String> problems(DataRoot root) {
        return new SourceLoader(root, dataset()).problems(parts());
    }

    @Override
    default List<FileReport> check(DataRoot root) {
        return new DataCheck(dataset(), files(), root).reports(parts());
    }

    @Override
    default DataShape shape(TrialSpec spec) {
        return SourceFiles.SHAPE;
    }
}
