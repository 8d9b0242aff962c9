package org.skipsweep.models.engine.libtorch.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.SizeTPair;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.Device;

/** How much memory is taken where an engine computes. */
public final class DeviceMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");
    private static final long KIBI = 1024;

    private DeviceMemory() {}

    /**
     * Bytes taken now, or empty if the system does not tell. On a GPU, by all processes together; libtorch keeps what it
     * once took, so after training this is as much as training ever needed. On the processor, by this process.
     */
    public static OptionalLong used(Device device) {
        return device instanceof Device.Cuda gpu ? usedOn(gpu) : resident();
    }

    private static OptionalLong usedOn(Device.Cuda gpu) {
        try (SizeTPair freeAndTotal = torch.getMemoryInfo((byte) gpu.index())) {
            return OptionalLong.of(freeAndTotal.second() - freeAndTotal.first());
        } catch (LinkageError | RuntimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong resident() {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(STATUS));
            return line.find() ? OptionalLong.of(KIBI * Long.parseLong(line.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
