/** What a run tells of its trials while they run, the way it takes to the driver, and the views that show it. */
package org.skipsweep.driver.run.progress;
