/** The page from a small web server: the JDK's own, for a few viewers. */
package org.skipsweep.driver.page.serve;
