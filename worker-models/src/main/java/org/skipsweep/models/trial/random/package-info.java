/** The one source of a trial's randomness. */
package org.skipsweep.models.trial.random;
