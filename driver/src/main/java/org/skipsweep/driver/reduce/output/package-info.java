/** Where a reduction writes, and in which forms. */
package org.skipsweep.driver.reduce.output;
