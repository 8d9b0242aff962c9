/** What a trial measured, in nats where not said otherwise. */
package org.skipsweep.models.trial.result;
