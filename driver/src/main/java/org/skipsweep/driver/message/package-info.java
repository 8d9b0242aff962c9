/** How the program speaks to a person: requests that cannot be carried out, causes, counts. */
package org.skipsweep.driver.message;
