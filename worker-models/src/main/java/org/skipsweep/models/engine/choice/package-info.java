/** Which engine a trial gets, and which ones work here. */
package org.skipsweep.models.engine.choice;
