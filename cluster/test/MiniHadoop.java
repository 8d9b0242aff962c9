import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;

/**
 * {@code MiniHadoop FOLDER MEGABYTES DATA}: HDFS (a namenode, a datanode) and YARN (a resource manager, a node manager with so
 * much memory and four cores) in one virtual machine, on loopback. Copies the folder DATA to {@code /data}, writes
 * {@code FOLDER/conf/core-site.xml} and {@code yarn-site.xml}, says READY, answers each line of its standard input by how YARN's
 * applications ended, and ends when that does.
 */
public final class MiniHadoop {
    private MiniHadoop() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        hadoop.setBoolean("dfs.permissions.enabled", false);
        MiniDFSCluster hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
        hdfs.waitActive();
        hdfs.getFileSystem()
                .copyFromLocalFile(
                        new org.apache.hadoop.fs.Path(Path.of(arguments[2]).toUri()),
                        new org.apache.hadoop.fs.Path("/data"));

        Configuration client = new Configuration(false);
        client.set("fs.defaultFS", hdfs.getURI().toString());
        client.set("dfs.replication", "1");
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        write(client, configuration.resolve("core-site.xml"));

        System.setProperty("test.build.data", folder.resolve("yarn").toString());
        MiniYARNCluster yarn = new MiniYARNCluster("mini", 1, 1, 1);
        yarn.init(yarnSettings(client.get("fs.defaultFS"), Integer.parseInt(arguments[1])));
        yarn.start();
        if (!yarn.waitForNodeManagersToConnect(60_000)) {
            throw new IllegalStateException("YARN's node manager has not come up within a minute");
        }
        write(yarn.getConfig(), configuration.resolve("yarn-site.xml"));
        System.out.println("READY " + client.get("fs.defaultFS"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        while (lines.readLine() != null) {
            System.out.println("APPLICATIONS " + applications(yarn));
        }
        yarn.stop();
        hdfs.shutdown();
        System.exit(0);
    }

    /** Final status and number of attempts of each, oldest first. */
    private static String applications(MiniYARNCluster yarn) {
        return yarn.getResourceManager().getRMContext().getRMApps().values().stream()
                .sorted(Comparator.comparing(RMApp::getApplicationId))
                .map(app -> app.getFinalApplicationStatus() + " " + app.getAppAttempts().size())
                .collect(Collectors.joining(" "));
    }

    private static Configuration yarnSettings(String defaultFileSystem, int megabytes) {
        YarnConfiguration yarn = new YarnConfiguration();
        yarn.set("fs.defaultFS", defaultFileSystem);
        yarn.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, megabytes);
        yarn.setInt(YarnConfiguration.NM_PMEM_MB, megabytes);
        yarn.setInt(YarnConfiguration.NM_VCORES, 4);
        yarn.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
        yarn.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, megabytes);
        yarn.setInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, 2);
        yarn.set("yarn.scheduler.capacity.root.queues", "default");
        yarn.set("yarn.scheduler.capacity.root.default.capacity", "100");
        yarn.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
        yarn.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        yarn.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
        // Else a disk that is nearly full is no disk.
        yarn.set("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5");
        return yarn;
    }

    private static void write(Configuration configuration, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            configuration.writeXml(out);
        }
    }
}
