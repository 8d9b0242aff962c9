package org.skipsweep.models.model;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution over maps and, where there is one, a latent map as one more channel. It is computed as the sum of the two
 * parts: a channel more than the maps' 32 costs a convolution as much as 16, and the latent part together with the bias is
 * a small matrix product.
 *
 * @param window what a pixel sees
 * @param pixels the image, [B, side, side, 1]
 * @param side rows and columns of the maps
 * @param latent the further channel
 */
record MaskedConvolution(ImageLayers image, Window window, SDVariable pixels, int side, Optional<LatentMap> latent) {

    /** Adds weight and bias for {@code channels} maps and the latent one. */
    AffineMap parameters(String name, int channels, int outputs) {
        return image.kernel(name, window, latent.isPresent() ? channels + 1 : channels, outputs);
    }

    /**
     * The convolution of {@code maps}, [B, side, side, channels].
     *
     * @return [B, side, side, outputs]
     */
    SDVariable of(SDVariable maps, SDVariable weight, SDVariable bias) {
        if (latent.isEmpty()) {
            return window.biasedEverywhere()
                    ? corner(image.convolution(shifted(maps), weight, bias, window))
                    : corner(image.convolution(shifted(maps), weight, window)).add(masked(bias));
        }
        SameDiff graph = maps.getSameDiff();
        int channels = (int) weight.getShape()[2] - 1;
        int outputs = (int) weight.getShape()[3];
        SDVariable own = part(weight, 0, channels, outputs);
        SDVariable others = part(weight, channels, 1, outputs);
        SDVariable rest = graph.concat(
                2, graph.reshape(others, 1, 1, window.size(), outputs), graph.reshape(bias, 1, 1, 1, outputs));
        return corner(image.convolution(shifted(maps), own, window))
                .add(image.convolution(latent.get().seenThrough(window), rest, Window.SELF));
    }

    /** The maps with empty rows above and empty columns on the left, as far as the window's padding does not reach. */
    private SDVariable shifted(SDVariable maps) {
        SameDiff graph = maps.getSameDiff();
        SDVariable shifted = maps;
        if (window.shiftRows() > 0) {
            SDIndex rows = SDIndex.interval(0, window.shiftRows());
            shifted = graph.concat(
                    1, empty(pixels.get(SDIndex.all(), rows, SDIndex.all(), SDIndex.all()), maps), shifted);
        }
        if (window.shiftColumns() > 0) {
            SDIndex columns = SDIndex.interval(0, window.shiftColumns());
            shifted = graph.concat(
                    2, empty(pixels.get(SDIndex.all(), SDIndex.all(), columns, SDIndex.all()), maps), shifted);
        }
        return shifted;
    }

    /** Zeros for the given pixels of every example, with as many channels as the maps. */
    private SDVariable empty(SDVariable pixels, SDVariable maps) {
        return pixels.mul(image.constant(Nd4j.zeros(pixels.dataType(), maps == this.pixels ? 1 : GatedPixelCnn.MAPS)));
    }

    /** A kernel's weight for some of the inputs. Unlike a strided slice, this has a right gradient even for one number. */
    private SDVariable part(SDVariable weight, int from, int count, int outputs) {
        return weight.getSameDiff()
                .slice(weight, new int[] {0, 0, from, 0}, window.rows(), window.columns(), count, outputs);
    }

    private SDVariable masked(SDVariable bias) {
        return image.constant(window.biased(bias.dataType(), side).reshape(1, side, side, 1))
                .mul(bias);
    }

    /** The first rows and columns: padding on both sides makes more than there are pixels. */
    private SDVariable corner(SDVariable maps) {
        if (window.equals(Window.SELF)) {
            return maps;
        }
        SDIndex pixels = SDIndex.interval(0, side);
        return maps.get(SDIndex.all(), pixels, pixels, SDIndex.all());
    }
}
