/** Trials as event files that TensorBoard reads. */
package org.skipsweep.driver.export.tensorboard;
