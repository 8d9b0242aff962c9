package org.skipsweep.driver.store.diff;

/**
 * Something that two runs do not share.
 *
 * @param what its name
 * @param left how it is in the first
 * @param right how it is in the second
 */
public record Difference(String what, String left, String right) {}
