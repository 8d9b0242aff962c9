package org.skipsweep.models.engine.form;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A feature map that is an affine function of z.
 *
 * @param z [B, D]
 * @param weight [D, side * side]
 * @param bias [side * side]
 */
public record LatentChannel(SDVariable z, SDVariable weight, SDVariable bias) {}
