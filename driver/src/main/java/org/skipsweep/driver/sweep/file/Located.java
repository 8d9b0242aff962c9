package org.skipsweep.driver.sweep.file;

/**
 * A value and where it was written.
 *
 * @param value in the canonical form of its key's type
 * @param where "FILE:LINE", or the argument of the command line
 */
record Located(Object value, String where) {}
