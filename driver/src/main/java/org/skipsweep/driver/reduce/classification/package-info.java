/** The classification study of the paper as a table. */
package org.skipsweep.driver.reduce.classification;
