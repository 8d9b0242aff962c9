package org.skipsweep.driver.fuzz;

/** A target whose input is no file but said on the command line. */
interface Spoken extends FuzzTarget {

    /** How its messages name what was said. */
    String place();
}
