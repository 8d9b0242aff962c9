/** Copies of a trial's network that train parts of an epoch each, and what travels between them: the averaging of parameters. */
package org.skipsweep.models.train.replica;
