/** One driver at a time runs the sweep of an output: the lease that it holds, what others read in it, and when they may take over. */
package org.skipsweep.driver.store.lease;
