package org.skipsweep.models.engine.libtorch.device;

import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Parameters as leaves of libtorch's graph of derivatives. */
public interface Leaves extends AutoCloseable {
    /** Where calls on them queue up. */
    DeviceStream stream();

    /** The leaf of that name, if it is a parameter. */
    Optional<Tensor> find(String name);

    /** Makes the leaves equal to the parameters; derivatives must not be recorded meanwhile. */
    void refresh();

    /** Lets derivatives be taken with respect to the named parameters and no others. */
    void differentiate(Set<String> names);

    @Override
    void close();
}
