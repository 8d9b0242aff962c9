/** The types, ranges and names of the values that keys take. */
package org.skipsweep.models.trial.value;
