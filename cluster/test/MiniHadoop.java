import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;

/**
 * {@code MiniHadoop FOLDER DATA [MEGABYTES]}: HDFS (a namenode, a datanode) and, if its memory is given, YARN (a resource manager, a
 * node manager with so much and four cores) in one virtual machine, on loopback. Copies the folder DATA to {@code /data}, writes
 * {@code FOLDER/conf/core-site.xml} and {@code yarn-site.xml}, says READY, answers each line of its standard input by a line that
 * begins with ANSWER, and ends when that does. It understands
 *
 * <ul>
 *   <li>{@code applications}: how YARN's applications ended, final status and number of attempts of each, oldest first;
 *   <li>{@code stop-namenode} and {@code start-namenode}: its address stays;
 *   <li>{@code copy FROM TO}: from HDFS to this machine.
 * </ul>
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
                        new org.apache.hadoop.fs.Path(Path.of(arguments[1]).toUri()),
                        new org.apache.hadoop.fs.Path("/data"));

        Configuration client = new Configuration(false);
        client.set("fs.defaultFS", hdfs.getURI().toString());
        client.set("dfs.replication", "1");
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        write(client, configuration.resolve("core-site.xml"));

        Optional<MiniYARNCluster> yarn = arguments.length > 2
                ? Optional.of(startedYarn(folder, yarnSettings(client.get("fs.defaultFS"), Integer.parseInt(arguments[2]))))
                : Optional.empty();
        System.out.println("READY " + client.get("fs.defaultFS"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("ANSWER " + answer(line.split(" "), hdfs, yarn));
        }
        yarn.ifPresent(MiniYARNCluster::stop);
        hdfs.shutdown();
        System.exit(0);
    }

    private static String answer(String[] command, MiniDFSCluster hdfs, Optional<MiniYARNCluster> yarn) {
        try {
            switch (command[0]) {
                case "applications":
                    return applications(yarn.orElseThrow());
                case "stop-namenode":
                    hdfs.shutdownNameNode(0);
                    return "stopped";
                case "start-namenode":
                    hdfs.restartNameNode(0);
                    return "started";
                case "copy":
                    hdfs.getFileSystem()
                            .copyToLocalFile(
                                    new org.apache.hadoop.fs.Path(command[1]),
                                    new org.apache.hadoop.fs.Path(Path.of(command[2]).toUri()));
                    return "copied";
                default:
                    return "unknown command " + command[0];
            }
        } catch (IOException | RuntimeException e) {
            return "failed: " + e;
        }
    }

    private static MiniYARNCluster startedYarn(Path folder, Configuration settings) throws Exception {
        System.setProperty("test.build.data", folder.resolve("yarn").toString());
        MiniYARNCluster yarn = new MiniYARNCluster("mini", 1, 1, 1);
        yarn.init(settings);
        yarn.start();
        if (!yarn.waitForNodeManagersToConnect(60_000)) {
            throw new IllegalStateException("YARN's node manager has not come up within a minute");
        }
        write(yarn.getConfig(), folder.resolve("conf/yarn-site.xml"));
        return yarn;
    }

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
