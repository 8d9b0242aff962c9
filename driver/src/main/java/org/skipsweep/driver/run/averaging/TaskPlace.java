package org.skipsweep.driver.run.averaging;

import java.io.Serializable;
import org.skipsweep.models.engine.Device;

/** Where a task computes, asked in the task itself. */
@FunctionalInterface
public interface TaskPlace extends Serializable {
    /** The device of the task that asks. */
    Device device();
}
