/** Verbs that look at what trials measured. */
package org.skipsweep.driver.cli.results;
