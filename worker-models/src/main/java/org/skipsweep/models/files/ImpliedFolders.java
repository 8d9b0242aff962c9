package org.skipsweep.models.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Folders that are only beginnings of the names of objects. Hadoop's clients give the present time for theirs, so that objects alone can
 * tell; a listing of all those below a folder is one request for every thousand.
 */
record ImpliedFolders(FileSystem fileSystem) implements Folders {
    /** Begins a folder; empty, and hidden as what is not finished is. */
    static final String MARK = ".begun";

    @Override
    public FolderState state(Path folder) throws IOException {
        FolderState state = null;
        for (FileStatus status : fileSystem.listStatus(folder)) {
            if (status.isFile()) {
                state = state == null ? state(status) : state.with(state(status));
            }
        }
        return state == null ? state(fileSystem.getFileStatus(folder)) : state;
    }

    @Override
    public Map<String, FolderState> in(Path folder) throws IOException {
        Path above = fileSystem.makeQualified(folder);
        Map<String, FolderState> states = new HashMap<>();
        for (RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(above, true); files.hasNext(); ) {
            LocatedFileStatus file = files.next();
            Path below = file.getPath().getParent();
            if (!below.equals(above)) {
                while (!below.getParent().equals(above)) {
                    below = below.getParent();
                }
                states.merge(below.getName(), state(file), FolderState::with);
            }
        }
        return states;
    }

    private static FolderState state(FileStatus status) {
        return new FolderState(status.getModificationTime(), 1, status.getLen());
    }
}
