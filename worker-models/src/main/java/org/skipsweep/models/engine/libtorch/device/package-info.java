/** Tensors, their memory and where they live: the processor or a GPU. */
package org.skipsweep.models.engine.libtorch.device;
