/** How results look: charts and pictures. Knows nothing of where they come from. */
package org.skipsweep.driver.report;
