package org.skipsweep.driver.reduce.paper;

import org.skipsweep.driver.reduce.result.KeyValues;

/**
 * A model of a table of the paper.
 *
 * @param name in the paper's numbers as {@link PaperTables} gives them, and in our tables
 * @param settings by which a trial is of that model: its family and what else the name tells
 */
public record PaperModel(String name, KeyValues settings) {}
