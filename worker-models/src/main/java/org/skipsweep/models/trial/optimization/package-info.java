/** Update rules and learning rate schedules, as values. */
package org.skipsweep.models.trial.optimization;
