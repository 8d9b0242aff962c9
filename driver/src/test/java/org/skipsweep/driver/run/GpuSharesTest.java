package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.reduce.LocalSpark;

/** Two pretended GPUs of two shares each, on a real master, a real worker and executors in processes of their own. */
class GpuSharesTest {
    private static final String DISCOVER = "cluster/gpu/discover";
    private static final int MILLIS_OF_A_TASK = 3000;

    @TempDir
    Path folder;

    @Test
    void everyTask_getsAShareOfItsOwn() throws Exception {
        LocalSpark.session().stop();
        for (String place : List.of("jars", "launcher/target/scala-2.12")) {
            Files.createDirectories(folder.resolve(place));
        }
        Map<String, String> properties = Map.of("spark.testing", "true", "spark.test.home", folder.toString());
        properties.forEach(System::setProperty);
        try (SparkSession session = cluster()) {
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            List<String> places = spark.parallelize(List.of(1, 2, 3, 4), 4)
                    .map(GpuSharesTest::place)
                    .collect();
            assertThat(places).containsExactlyInAnyOrder("0:0 cuda:0", "0:1 cuda:0", "1:0 cuda:1", "1:1 cuda:1");
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    private static String place(int task) throws InterruptedException {
        Thread.sleep(MILLIS_OF_A_TASK);
        TaskContext context = TaskContext.get();
        return context.resourcesJMap().get("gpu").addresses()[0] + " "
                + TaskDevice.assigned(context.resourcesJMap()).orElseThrow();
    }

    private SparkSession cluster() throws IOException {
        return SparkSession.builder()
                .master("local-cluster[1,4,1024]")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.cores", "2")
                .config("spark.executor.memory", "512m")
                .config("spark.testing.memory", String.valueOf(1L << 30))
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.worker.resource.gpu.amount", "4")
                .config("spark.worker.resource.gpu.discoveryScript", script().toString())
                .config("spark.executor.resource.gpu.amount", "2")
                .config("spark.task.resource.gpu.amount", "1")
                .config("spark.scheduler.minRegisteredResourcesRatio", "1")
                .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
                .getOrCreate();
    }

    private Path script() throws IOException {
        Path discover = IntStream.rangeClosed(0, 2)
                .mapToObj(up -> Path.of("../".repeat(up) + DISCOVER))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
        String text = "#!/bin/sh\nCUDA_VISIBLE_DEVICES=0,1 exec '" + discover + "' --shares 2\n";
        return Files.setPosixFilePermissions(
                Files.writeString(folder.resolve("discover"), text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
