/** {@code sweep data}: fetches, checks and lists data sets. */
package org.skipsweep.driver.cli.data;
