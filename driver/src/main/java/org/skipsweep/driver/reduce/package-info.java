/** From the results of finished trials to the paper's tables and claims, by Spark SQL. */
package org.skipsweep.driver.reduce;
