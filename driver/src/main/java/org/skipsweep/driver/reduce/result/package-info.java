/** What trials left behind: the rows of {@code results.parquet}, and the same as values. */
package org.skipsweep.driver.reduce.result;
