/** Several calls done in one, where libtorch passes over memory less often. */
package org.skipsweep.models.engine.libtorch.fusion;
