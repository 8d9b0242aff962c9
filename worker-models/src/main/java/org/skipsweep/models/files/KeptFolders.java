package org.skipsweep.models.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Folders that a file system keeps, with the time at which a file was last put there or removed. */
record KeptFolders(FileSystem fileSystem) implements Folders {
    @Override
    public FolderState state(Path folder) throws IOException {
        return state(fileSystem.getFileStatus(folder));
    }

    @Override
    public Map<String, FolderState> in(Path folder) throws IOException {
        Map<String, FolderState> states = new HashMap<>();
        for (FileStatus status : fileSystem.listStatus(folder)) {
            if (status.isDirectory()) {
                states.put(status.getPath().getName(), state(status));
            }
        }
        return states;
    }

    private static FolderState state(FileStatus status) {
        return new FolderState(status.getModificationTime(), 0, 0);
    }
}
