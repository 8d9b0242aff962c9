package org.skipsweep.models.files;

import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

/** Objects whose streams can be aborted, as those of S3 can. */
class AbortableObjectsTest extends StoreContract {
    @TempDir
    private java.nio.file.Path disk;

    private final Path folder = new Path("mem://" + UUID.randomUUID() + "/folder");

    @Override
    Configuration hadoop() {
        return ObjectStore.configuration("mem", disk);
    }

    @Override
    Path folder() {
        return folder;
    }
}
