package org.skipsweep.models.engine.libtorch.device;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/** Bounds the life of tensors, and says whether libtorch records how to take derivatives. */
public final class TorchScope {
    private TorchScope() {}

    /** Does {@code work} and releases every tensor that was made meanwhile in this thread. */
    public static <T> T releasing(Supplier<T> work) {
        PointerScope scope = new PointerScope();
        try {
            return work.get();
        } finally {
            scope.close();
        }
    }

    /** Does {@code work} while derivatives are recorded. */
    public static <T> T recording(Supplier<T> work) {
        return inMode(true, work);
    }

    /** Does {@code work} while derivatives are not recorded. */
    public static <T> T silently(Supplier<T> work) {
        return inMode(false, work);
    }

    private static <T> T inMode(boolean recording, Supplier<T> work) {
        AutoGradMode mode = new AutoGradMode(recording);
        try {
            return work.get();
        } finally {
            mode.close();
        }
    }
}
