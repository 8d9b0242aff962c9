/** How the posteriors of a trial are inferred, as values. */
package org.skipsweep.models.trial.inference;
