package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Parameters of a layer: a matrix or a convolution kernel, and what is added.
 *
 * @param weight [inputs, outputs] or [rows, columns, inputs, outputs]
 * @param bias [outputs]
 */
record AffineMap(SDVariable weight, SDVariable bias) {}
