/** How two sweeps differ: in settings, in what computed them, in results. */
package org.skipsweep.driver.store.diff;
