package org.skipsweep.models.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DFSTestUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.ExtendedBlock;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.datanode.DataNodeTestUtils;
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
        // So does a reader who finds a block gone.
        hadoop.set("dfs.client.retry.window.base", "10");
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

    @Test
    void fileWhoseBlocksAreGone_beforeItsFirstByteIsRead_isReadAnew() throws IOException {
        Path file = new Path(folder(), "file");
        WholeFiles files = WholeFiles.on(file, hadoop());
        files.write(file, "old");
        AtomicInteger reads = new AtomicInteger();
        String read = files.read(file, in -> {
            if (reads.incrementAndGet() == 1) {
                ExtendedBlock old = DFSTestUtil.getFirstBlock(cluster.getFileSystem(), file);
                files.write(file, "new");
                awaitDeletion(old);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        });
        assertThat(read).isEqualTo("new");
        assertThat(reads).hasValue(2);
    }

    private static void awaitDeletion(ExtendedBlock block) throws IOException {
        DataNode node = cluster.getDataNodes().get(0);
        while (node.getFSDataset().contains(block)) {
            DataNodeTestUtils.triggerHeartbeat(node);
        }
    }
}
