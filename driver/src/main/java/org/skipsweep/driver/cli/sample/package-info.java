/** The verb {@code sample}: what a trained trial makes of test examples and of nothing. */
package org.skipsweep.driver.cli.sample;
