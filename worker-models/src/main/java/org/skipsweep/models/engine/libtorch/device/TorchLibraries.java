package org.skipsweep.models.engine.libtorch.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Brings libtorch into this virtual machine, once. Single precision means single precision from then on: libtorch would
 * let cuDNN round the factors of a convolution to TF32, 10 bits of significand.
 */
public final class TorchLibraries {
    /** Parts of libtorch in the order in which they need each other; the ones with cuda only where GPUs are supported. */
    private static final List<String> PARTS = List.of(
            "libgomp.so.1",
            "libc10.so",
            "libc10_cuda.so",
            "libtorch_cpu.so",
            "libtorch_cuda_linalg.so",
            "libtorch_cuda.so",
            "libtorch.so",
            "libjnitorch.so",
            "libjnitorch_cuda.so");

    private static final List<String> BLAS_PARTS =
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private static final String LOCK = "libtorch.lock";
    private static final String THREADS = "OMP_NUM_THREADS";

    private TorchLibraries() {}

    /** Why libtorch cannot be used here, for people to read; empty if it can. The first call loads it. */
    public static Optional<String> problem() {
        return Loading.PROBLEM;
    }

    /** Version of libtorch itself, such as 2.10.0. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch").replaceFirst("-.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of libtorch does not say its version", e);
        }
    }

    private static final class Loading {
        static final Optional<String> PROBLEM = load();

        private static Optional<String> load() {
            String platform = Loader.getPlatform();
            if (find(platform, "libtorch_cpu.so") == null) {
                return Optional.of("there is no libtorch for " + platform
                        + " on the class path: add org.bytedeco:pytorch with that classifier");
            }
            try {
                extract(platform);
                Loader.load(torch.class);
                torch.set_num_threads(threads());
                torch.globalContext().setAllowTF32CuDNN(false);
                torch.globalContext().setAllowTF32CuBLAS(false);
                return Optional.empty();
            } catch (IOException | LinkageError | RuntimeException e) {
                return Optional.of("libtorch cannot be loaded: " + e);
            }
        }
    }

    /**
     * Writes the libraries to JavaCPP's cache before the first of them is loaded: the virtual machine crashes if they are
     * written while they are being loaded. One virtual machine at a time, as several may start on the same empty cache.
     */
    private static void extract(String platform) throws IOException {
        Path lock = Loader.getCacheDir().toPath().resolve(LOCK);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Closing the channel releases the lock.
            channel.lock();
            for (String part : BLAS_PARTS) {
                Loader.cacheResource(openblas.class, "/org/bytedeco/openblas/" + platform + "/" + part);
            }
            for (String part : PARTS) {
                URL resource = find(platform, part);
                if (resource != null) {
                    Loader.cacheResource(resource);
                }
            }
        }
    }

    private static URL find(String platform, String part) {
        URL forGpu = torch.class.getResource("/org/bytedeco/pytorch/" + platform + "-gpu/" + part);
        return forGpu != null ? forGpu : torch.class.getResource("/org/bytedeco/pytorch/" + platform + "/" + part);
    }

    /** As many as OpenMP is told to take; one if it is told nothing, since trials run side by side. */
    private static int threads() {
        String told = System.getenv(THREADS);
        return told != null && told.matches("[1-9]\\d{0,3}") ? Integer.parseInt(told) : 1;
    }
}
