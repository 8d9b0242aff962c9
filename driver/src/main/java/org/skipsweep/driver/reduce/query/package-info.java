/** Questions about the trials of one output: which, in what order, in which form. Reads results alone, without Spark. */
package org.skipsweep.driver.reduce.query;
