/** How this process was started, and what follows from it: its Hadoop configuration, what paths mean, files that came along, its end. */
package org.skipsweep.driver.submission;
