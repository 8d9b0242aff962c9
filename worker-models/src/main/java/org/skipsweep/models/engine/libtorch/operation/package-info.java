/** Each SameDiff operation as libtorch calls. */
package org.skipsweep.models.engine.libtorch.operation;
