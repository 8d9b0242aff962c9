/** The figures of the paper: their data and their pictures. */
package org.skipsweep.driver.reduce.figure;
