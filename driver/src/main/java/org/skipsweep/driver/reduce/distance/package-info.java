/** How far settings of which the paper is silent end from its numbers. */
package org.skipsweep.driver.reduce.distance;
