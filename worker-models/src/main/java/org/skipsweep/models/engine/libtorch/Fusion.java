package org.skipsweep.models.engine.libtorch;

import java.util.Optional;

/** Does several calls in one, where libtorch has a call that passes over memory less often. */
interface Fusion {

    /**
     * What can be done in one call in place of {@code call} and calls before it.
     *
     * @param call the last of the calls that might be done in one
     * @param graph where the others are
     * @return one call that makes the same value, if this fusion applies
     */
    Optional<TorchCall> fuse(TorchCall call, CallGraph graph);
}
