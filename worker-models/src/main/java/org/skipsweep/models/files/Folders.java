package org.skipsweep.models.files;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** How a kind of file system tells that something in a folder has changed. */
sealed interface Folders permits KeptFolders, ImpliedFolders {

    /**
     * The state of a folder.
     *
     * @throws java.io.FileNotFoundException if there is no such folder
     */
    FolderState state(Path folder) throws IOException;

    /**
     * Those in {@code folder}, by name.
     *
     * @throws java.io.FileNotFoundException if there is no such folder
     */
    Map<String, FolderState> in(Path folder) throws IOException;
}
