/**
 * One trial trained by several executors with dl4j-spark's parameter averaging. Workers get the positions of minibatches and
 * make them themselves; their networks and data stay on the executor as long as the trial is trained.
 */
package org.skipsweep.driver.run.averaging;
