/** What a sweep keeps on a Hadoop file system. */
package org.skipsweep.driver.store;
