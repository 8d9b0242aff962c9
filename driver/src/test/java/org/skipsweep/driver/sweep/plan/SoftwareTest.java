package org.skipsweep.driver.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareTest {
    @TempDir
    private Path gpus;

    private void gpu(String address, String information) throws IOException {
        Files.writeString(Files.createDirectory(gpus.resolve(address)).resolve("information"), information);
    }

    @Test
    void gpusOfOneModel_haveItsName() throws IOException {
        gpu("0000:01:00.0", "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 42\n");
        gpu("0000:02:00.0", "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 43\n");
        assertThat(Software.gpu(gpus)).contains("NVIDIA H100 80GB HBM3");
    }

    @Test
    void gpusOfTwoModels_haveNone() throws IOException {
        gpu("0000:01:00.0", "Model: \t\t A\n");
        gpu("0000:02:00.0", "Model: \t\t B\n");
        assertThat(Software.gpu(gpus)).isEmpty();
    }

    @Test
    void withoutADriver_thereIsNone() throws IOException {
        assertThat(Software.gpu(gpus)).isEmpty();
        assertThat(Software.gpu(gpus.resolve("none"))).isEmpty();
        gpu("0000:01:00.0", "nothing\n");
        assertThat(Software.gpu(gpus)).isEmpty();
    }
}
