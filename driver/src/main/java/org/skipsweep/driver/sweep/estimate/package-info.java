/** What a plan will cost: floating-point operations, time and memory. */
package org.skipsweep.driver.sweep.estimate;
