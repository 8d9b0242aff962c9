package org.skipsweep.models.engine.libtorch.fusion;

import java.util.Optional;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/** Does several calls in one, where libtorch has a call that passes over memory less often. */
public interface Fusion {

    /**
     * The one call that does what {@code call} and calls before it do.
     *
     * @param call the last of the calls that might be done in one
     * @param graph where the others are
     * @param loss the value that derivatives are taken of
     * @return a call that makes the same value and perhaps values on the way to it, if this fusion applies
     */
    Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss);
}
