package org.skipsweep.models.data;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder that holds a folder per data set, on any Hadoop file system.
 *
 * @param uri the folder
 * @param configuration how to reach it
 */
public record DataRoot(URI uri, Configuration configuration) {
    /** The file or folder of that name below it. */
    public Path path(String name) {
        return new Path(new Path(uri), name);
    }

    /** As messages show it. */
    public String shown() {
        return new Path(uri).toString().replaceFirst("(?<=.)/$", "");
    }
}
