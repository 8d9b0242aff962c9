/** What is done with the trained models that a sweep leaves in its output. */
package org.skipsweep.driver.run.trained;
