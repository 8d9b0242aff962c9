package org.skipsweep.models.files;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Files of HDFS: written beside, then renamed over in one step of the namenode. {@code FileContext} offers the same rename for every
 * file system, but for most of them as a deletion and a rename.
 */
record HdfsRename(DistributedFileSystem fileSystem) implements Commit {
    @Override
    public void makeFoldersAbove(Path file) throws IOException {
        makeFolder(file.getParent());
    }

    @Override
    public void write(Path file, Content content) throws IOException {
        Path temporary = Temporaries.besides(file);
        try {
            try (OutputStream out =
                    fileSystem.createFile(temporary).overwrite(true).build()) {
                content.writeTo(new OpenEndedStream(out));
            }
            move(temporary, file);
        } catch (Throwable e) {
            delete(temporary, e);
            throw e;
        }
    }

    /** By a rename that replaces nothing. */
    @Override
    public Creation create(Path file, Content content) throws IOException {
        Path temporary = Temporaries.besides(file);
        try {
            write(temporary, content);
            fileSystem.rename(temporary, file, Options.Rename.NONE);
            return Creation.SURE;
        } catch (FileAlreadyExistsException e) {
            fileSystem.delete(temporary, false);
            return Creation.THERE;
        } catch (Throwable e) {
            delete(temporary, e);
            throw e;
        }
    }

    @Override
    public void move(Path finished, Path file) throws IOException {
        fileSystem.rename(finished, file, Options.Rename.OVERWRITE);
    }

    private void delete(Path temporary, Throwable because) {
        try {
            fileSystem.delete(temporary, false);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
