/** The command line: one picocli class per verb, which asks the other packages and prints; no logic of its own. */
package org.skipsweep.driver.cli;
