/** Graphs on ND4J: put in order once, given their arrays once, and then only executed. */
package org.skipsweep.models.engine.nd4j;
