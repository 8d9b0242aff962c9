/**
 * The cells of tables: trials that differ in nothing but the seed, with what they measured, how they stand to the paper, and
 * how tables of them look. Knows no table of the paper.
 */
package org.skipsweep.driver.reduce.cell;
