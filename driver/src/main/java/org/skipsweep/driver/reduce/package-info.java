/**
 * From the results of finished trials to the paper's tables, figures and claims.
 *
 * <p>Spark reads results and writes Parquet; between the two everything is a value. {@code result} holds the trials that
 * have ended, {@code cell} those that differ in the seed only and what tables show of them, {@code claim} what can be checked
 * on cells, {@code paper} the tables of the paper, {@code figure} and {@code classification} what is made beside tables, and
 * {@code output} where all of it goes; {@code query} answers questions about single trials. Each knows those named before it,
 * and {@code output}.
 */
package org.skipsweep.driver.reduce;
