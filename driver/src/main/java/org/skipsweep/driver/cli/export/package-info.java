/** The verbs of {@code sweep export}. */
package org.skipsweep.driver.cli.export;
