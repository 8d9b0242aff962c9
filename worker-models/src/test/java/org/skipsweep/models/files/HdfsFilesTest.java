package org.skipsweep.models.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namenode and a datanode in this virtual machine. */
class HdfsFilesTest extends StoreContract {
    @TempDir
    private static java.nio.file.Path disks;

    private static MiniDFSCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disks.toString());
        // A write that ends before its datanode has reported waits so long.
        hadoop.set("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10");
        cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
    }

    @AfterAll
    static void stopCluster() {
        cluster.shutdown();
    }

    @Override
    Configuration hadoop() {
        return cluster.getConfiguration(0);
    }

    @Override
    Path folder() throws IOException {
        Path folder = new Path(cluster.getURI().resolve("/" + UUID.randomUUID()));
        cluster.getFileSystem().mkdirs(folder);
        return folder;
    }

    @Test
    void whoMakesAFile_knowsForCertain() throws IOException {
        Path file = new Path(folder(), "made");
        assertThat(WholeFiles.on(file, hadoop()).create(file, "x")).isEqualTo(Creation.SURE);
    }
}
