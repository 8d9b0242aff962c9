/**
 * The tables of the paper: what each is about, the numbers printed in it, and how trials stand to them.
 *
 * <p>A table is a {@link org.skipsweep.driver.reduce.paper.PaperTable}, declared in a file of its own and registered in
 * {@link org.skipsweep.driver.reduce.paper.Paper#DECLARED}.
 */
package org.skipsweep.driver.reduce.paper;
