package org.skipsweep.models.files;

import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

/** Objects whose streams cannot be aborted, as those of Google Cloud Storage. */
class UnabortableObjectsTest extends StoreContract {
    @TempDir
    private java.nio.file.Path disk;

    private final Path folder = new Path("gs://" + UUID.randomUUID() + "/folder");

    @Override
    Configuration hadoop() {
        return ObjectStore.configuration("gs", disk);
    }

    @Override
    Path folder() {
        return folder;
    }
}
