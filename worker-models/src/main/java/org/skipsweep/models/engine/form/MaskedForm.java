package org.skipsweep.models.engine.form;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How a graph computes the masked convolutions of a PixelCNN over maps and, where there is one, a map made of the latent
 * variable as one more channel. All forms give the same numbers up to rounding.
 */
public interface MaskedForm {
    /**
     * The convolution.
     *
     * @param window what a pixel sees
     * @param maps [B, side, side, channels]
     * @param latent the further channel, the last one
     * @param weight [rows, columns, channels (+ 1), outputs]
     * @param bias [outputs], not added where the window's shift moves in nothing
     * @return [B, side, side, outputs]
     */
    SDVariable convolve(
            Window window, SDVariable maps, Optional<LatentChannel> latent, SDVariable weight, SDVariable bias);
}
