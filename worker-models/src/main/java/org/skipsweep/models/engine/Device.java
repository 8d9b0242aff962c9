package org.skipsweep.models.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an engine computes. */
public sealed interface Device {

    /** The processor. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /**
     * An NVIDIA GPU.
     *
     * @param index its number among the GPUs that the process sees, from 0
     */
    record Cuda(int index) implements Device {
        /** @throws IllegalArgumentException if the number is negative */
        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("a GPU's number must be at least 0 but is " + index);
            }
        }

        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }

    /**
     * The device with the given name: {@code cpu}, {@code cuda} or {@code cuda:N}.
     *
     * @throws IllegalArgumentException if there is no device of that name
     */
    static Device of(String name) {
        Matcher gpu = Pattern.compile("cuda(?::(\\d{1,4}))?").matcher(name);
        if (gpu.matches()) {
            return new Cuda(gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
        }
        if (name.equals("cpu")) {
            return new Cpu();
        }
        throw new IllegalArgumentException("\"" + name + "\" is not a device: cpu, cuda or cuda:N");
    }
}
