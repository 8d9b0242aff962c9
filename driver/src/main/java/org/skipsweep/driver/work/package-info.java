/** What long work tells of itself, in tasks too, and the lines that show it. */
package org.skipsweep.driver.work;
