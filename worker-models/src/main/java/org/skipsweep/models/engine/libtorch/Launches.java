package org.skipsweep.models.engine.libtorch;

/** How a pass over a graph gets to a GPU. Either way the GPU computes the same. */
public enum Launches {
    /** Kernel by kernel: the processor launches each when it gets to it. */
    SINGLE(""),
    /** All kernels at once: a pass that is asked for repeatedly is recorded, as a CUDA graph, and repeated. */
    RECORDED(" with CUDA graphs");

    private static final String SETTING = "SKIP_SWEEP_CUDA_GRAPHS";

    private final String suffix;

    Launches(String suffix) {
        this.suffix = suffix;
    }

    /** {@link #RECORDED} if {@code SKIP_SWEEP_CUDA_GRAPHS} is 1 in this process's environment, else {@link #SINGLE}. */
    public static Launches ofThisProcess() {
        return "1".equals(System.getenv(SETTING)) ? RECORDED : SINGLE;
    }

    /** What to put behind the description of an engine on a GPU. */
    public String suffix() {
        return suffix;
    }
}
