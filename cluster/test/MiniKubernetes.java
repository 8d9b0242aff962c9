import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.mockwebserver.MockWebServer;

/**
 * {@code MiniKubernetes FOLDER IMAGE SPARK_HOME}: an API server that keeps what it is given, fabric8's as Spark's client is, and a
 * kubelet that makes of each pod of Spark's a process: what the entry point of Spark's image would run, with the folder IMAGE as
 * {@code /opt/skip-sweep} and SPARK_HOME as {@code /opt/spark}. Each pod has a folder below FOLDER with {@code pod.yaml}, its volumes,
 * its working directory and its log. Nothing isolates pods or limits them: no network of their own, no memory limit, no user. All
 * listen on loopback. Says READY and its address, and ends when its standard input does, the pods with it.
 */
public final class MiniKubernetes {
    private final Path folder;
    private final Map<String, String> image;
    private final String sparkHome;
    private final KubernetesClient client;
    private final Map<String, Process> running = new ConcurrentHashMap<>();

    private MiniKubernetes(Path folder, String image, String sparkHome, KubernetesClient client) {
        this.folder = folder;
        this.image = Map.of("/opt/skip-sweep", image, "/opt/spark", sparkHome);
        this.sparkHome = sparkHome;
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(Serialization.jsonMapper()), new MockWebServer(), new HashMap<>(), new MiniApiServer(), false);
        server.init(InetAddress.getByName("127.0.0.1"), 0);
        MiniKubernetes kubelet =
                new MiniKubernetes(Path.of(arguments[0]), arguments[1], arguments[2], server.createClient());
        System.out.println("READY http://127.0.0.1:" + server.getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kubelet.running.values().forEach(Process::destroyForcibly)));
        Thread end = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.exit(0);
        });
        end.start();
        while (true) {
            kubelet.look();
            Thread.sleep(200);
        }
    }

    private void look() throws IOException {
        Map<String, Pod> wanted = new HashMap<>();
        client.pods().inAnyNamespace().list().getItems().forEach(pod -> wanted.put(name(pod), pod));
        for (Pod pod : wanted.values()) {
            boolean complete = configMaps(pod).stream().allMatch(volume -> content(volume, pod) != null);
            if (complete && !running.containsKey(name(pod))) {
                running.put(name(pod), start(pod));
                System.out.println("started " + name(pod));
                tell(pod, "Running", new ContainerStateBuilder().withNewRunning().endRunning().build());
            }
        }
        for (String name : List.copyOf(running.keySet())) {
            Process process = running.get(name);
            if (!wanted.containsKey(name)) {
                process.destroy();
                running.remove(name);
                System.out.println("deleted " + name);
            } else if (!process.isAlive() && !ended(wanted.get(name))) {
                int code = process.exitValue();
                System.out.println("ended " + name + " with " + code);
                tell(
                        wanted.get(name),
                        code == 0 ? "Succeeded" : "Failed",
                        new ContainerStateBuilder().withNewTerminated().withExitCode(code).endTerminated().build());
            }
        }
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static boolean ended(Pod pod) {
        return List.of("Succeeded", "Failed").contains(String.valueOf(pod.getStatus().getPhase()));
    }

    private void tell(Pod pod, String phase, ContainerState state) {
        var place = client.pods().inNamespace(pod.getMetadata().getNamespace());
        Pod now = place.withName(name(pod)).get();
        if (now != null) {
            Container container = now.getSpec().getContainers().get(0);
            place.resource(new PodBuilder(now)
                            .withNewStatus()
                            .withPhase(phase)
                            .withPodIP("127.0.0.1")
                            .addNewCondition()
                            .withType("Ready")
                            .withStatus(phase.equals("Running") ? "True" : "False")
                            .endCondition()
                            .addNewContainerStatus()
                            .withName(container.getName())
                            .withImage(container.getImage())
                            .withState(state)
                            .endContainerStatus()
                            .endStatus()
                            .build())
                    .update();
        }
    }

    private Process start(Pod pod) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name(pod)));
        Files.writeString(home.resolve("pod.yaml"), Serialization.asYaml(pod));
        Container container = pod.getSpec().getContainers().get(0);
        Map<String, String> places = places(pod, container, home);
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), here(value(variable, pod), places));
        }
        ProcessBuilder process = new ProcessBuilder(command(container, environment, places))
                .directory(Path.of(places.get("/opt/spark/work-dir")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        process.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
        process.environment().putAll(environment);
        process.environment().putAll(Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "SPARK_HOME", sparkHome, "SPARK_LOCAL_IP", "127.0.0.1"));
        return process.start();
    }

    private static String value(EnvVar variable, Pod pod) {
        if (variable.getValueFrom() == null) {
            return String.valueOf(variable.getValue());
        }
        return variable.getValueFrom().getFieldRef().getFieldPath().equals("metadata.name") ? name(pod) : "127.0.0.1";
    }

    /** Where the folders of the container are on this machine. */
    private Map<String, String> places(Pod pod, Container container, Path home) throws IOException {
        Map<String, String> places = new TreeMap<>(Comparator.comparing(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        places.putAll(image);
        places.put("/opt/spark/work-dir", Files.createDirectories(home.resolve("work-dir")).toString());
        for (VolumeMount mount : container.getVolumeMounts()) {
            places.put(mount.getMountPath(), Files.createDirectories(home.resolve(mount.getName())).toString());
        }
        for (Volume volume : configMaps(pod)) {
            Map<String, String> content = content(volume, pod).getData();
            for (KeyToPath file : volume.getConfigMap().getItems()) {
                Files.writeString(home.resolve(volume.getName()).resolve(file.getPath()), here(content.get(file.getKey()), places));
            }
        }
        return places;
    }

    private static List<Volume> configMaps(Pod pod) {
        return pod.getSpec().getVolumes().stream().filter(volume -> volume.getConfigMap() != null).toList();
    }

    private ConfigMap content(Volume volume, Pod pod) {
        return client.configMaps()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(volume.getConfigMap().getName())
                .get();
    }

    /** Paths of the container as paths of this machine, and names of services, which only a cluster resolves, as this machine. */
    private static String here(String text, Map<String, String> places) {
        String translated = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            translated = translated.replaceAll("(?<![\\w.-])" + place.getKey() + "(?![\\w-])", place.getValue());
        }
        return translated.replaceAll("[a-z0-9-]+\\.[a-z0-9-]+\\.svc\\b", "127.0.0.1");
    }

    /** As the entry point of Spark's image makes it. */
    private List<String> command(Container container, Map<String, String> environment, Map<String, String> places) {
        List<String> arguments = new ArrayList<>(container.getArgs());
        String role = arguments.remove(0);
        if (role.equals("driver")) {
            List<String> command = new ArrayList<>(List.of(
                    sparkHome + "/bin/spark-submit",
                    "--conf", "spark.driver.bindAddress=" + environment.get("SPARK_DRIVER_BIND_ADDRESS"),
                    "--deploy-mode", "client"));
            arguments.forEach(argument -> command.add(here(argument, places)));
            return command;
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        environment.forEach((name, value) -> {
            if (name.startsWith("SPARK_JAVA_OPT_")) {
                command.add(value);
            }
        });
        String memory = environment.get("SPARK_EXECUTOR_MEMORY");
        command.addAll(List.of("-Xms" + memory, "-Xmx" + memory, "-cp"));
        command.add(String.join(":",
                environment.get("SPARK_CONF_DIR"), environment.getOrDefault("SPARK_CLASSPATH", ""), sparkHome + "/jars/*"));
        command.addAll(List.of(
                "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
                "--driver-url", environment.get("SPARK_DRIVER_URL"),
                "--executor-id", environment.get("SPARK_EXECUTOR_ID"),
                "--cores", environment.get("SPARK_EXECUTOR_CORES"),
                "--app-id", environment.get("SPARK_APPLICATION_ID"),
                "--hostname", environment.get("SPARK_EXECUTOR_POD_IP"),
                "--resourceProfileId", environment.get("SPARK_RESOURCE_PROFILE_ID"),
                "--podName", environment.get("SPARK_EXECUTOR_POD_NAME")));
        return command;
    }
}
