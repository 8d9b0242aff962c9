package org.skipsweep.models.files;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** How object stores do it, whose folders are only beginnings of names. */
sealed interface ObjectPut extends Commit permits AbortablePut, SpooledPut {
    @Override
    default void beginFolder(Path folder) throws IOException {
        write(new Path(folder, ImpliedFolders.MARK), out -> {});
    }

    @Override
    default Folders folders() {
        return new ImpliedFolders(fileSystem());
    }
}
