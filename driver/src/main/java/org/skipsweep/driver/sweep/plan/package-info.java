/** What a sweep will do: its trials, where they come from, and the JSON form in which a plan is frozen. */
package org.skipsweep.driver.sweep.plan;
