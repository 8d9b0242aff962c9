package org.skipsweep.models.files;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.viewfs.ViewFileSystem;

/**
 * Where a path really lies.
 *
 * @param fileSystem the file system that holds it; the local one without its hidden checksum files
 * @param path its path there
 */
record Place(FileSystem fileSystem, Path path) {

    /** The local file system without its hidden checksum files; another one itself. */
    static FileSystem plain(FileSystem fileSystem) {
        return fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
    }

    /** The place of {@code path}, through any mount table; it need not exist. */
    static Place of(FileSystem fileSystem, Path path) throws IOException {
        return fileSystem instanceof ViewFileSystem mounts ? mounted(mounts, path) : new Place(plain(fileSystem), path);
    }

    private static Place mounted(ViewFileSystem mounts, Path path) throws IOException {
        String name = Path.getPathWithoutSchemeAndAuthority(mounts.makeQualified(path))
                .toString();
        for (ViewFileSystem.MountPoint mount : mounts.getMountPoints()) {
            String above = mount.getMountedOnPath().toString();
            boolean below = name.equals(above) || name.startsWith(above + "/");
            if (below && mount.getTargetFileSystemURIs().length == 1) {
                Path real = new Path(mount.getTargetFileSystemURIs()[0] + name.substring(above.length()));
                return of(real.getFileSystem(mounts.getConf()), real);
            }
        }
        throw new UnsupportedFileSystemException(path + " does not lie in exactly one mounted file system");
    }
}
