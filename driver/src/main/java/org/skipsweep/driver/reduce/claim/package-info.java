/** What the paper says about its tables, checked against cells. A check is a value that a table of the paper names. */
package org.skipsweep.driver.reduce.claim;
