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
 * @param canvas what all convolutions of a decoder share
 * @param window what a pixel sees
 * @param channels number of maps, without the latent one
 * @param latent the further channel
 */
record MaskedConvolution(Canvas canvas, Window window, int channels, Optional<LatentMap> latent) {

    /**
     * What all convolutions of a decoder share.
     *
     * @param image makes layers
     * @param pixels the image, [B, side, side, 1]
     * @param side rows and columns of the image and of all maps
     */
    record Canvas(ImageLayers image, SDVariable pixels, int side) {}

    /** Adds weight and bias. */
    AffineMap parameters(String name, int outputs) {
        return canvas.image().kernel(name, window, latent.isPresent() ? channels + 1 : channels, outputs);
    }

    /**
     * The convolution of {@code maps}, [B, side, side, channels].
     *
     * @return [B, side, side, outputs]
     */
    SDVariable of(SDVariable maps, SDVariable weight, SDVariable bias) {
        if (latent.isEmpty()) {
            return window.biasedEverywhere()
                    ? corner(canvas.image().convolution(shifted(maps), weight, bias, window))
                    : corner(canvas.image().convolution(shifted(maps), weight, window))
                            .add(masked(bias));
        }
        SameDiff graph = maps.getSameDiff();
        int outputs = (int) weight.getShape()[3];
        SDVariable own = part(weight, 0, channels, outputs);
        SDVariable others = part(weight, channels, 1, outputs);
        SDVariable rest = graph.concat(
                2, graph.reshape(others, 1, 1, window.size(), outputs), graph.reshape(bias, 1, 1, 1, outputs));
        return corner(canvas.image().convolution(shifted(maps), own, window))
                .add(canvas.image().convolution(latent.get().seenThrough(window), rest, Window.SELF));
    }

    /** The maps with empty rows above and empty columns on the left, as far as the window's padding does not reach. */
    private SDVariable shifted(SDVariable maps) {
        SameDiff graph = maps.getSameDiff();
        SDVariable shifted = maps;
        if (window.shiftRows() > 0) {
            SDIndex rows = SDIndex.interval(0, window.shiftRows());
            shifted = graph.concat(
                    1, empty(canvas.pixels().get(SDIndex.all(), rows, SDIndex.all(), SDIndex.all())), shifted);
        }
        if (window.shiftColumns() > 0) {
            SDIndex columns = SDIndex.interval(0, window.shiftColumns());
            shifted = graph.concat(
                    2, empty(canvas.pixels().get(SDIndex.all(), SDIndex.all(), columns, SDIndex.all())), shifted);
        }
        return shifted;
    }

    /** Zeros for the given pixels of every example, with as many channels as the maps. */
    private SDVariable empty(SDVariable pixels) {
        return pixels.mul(canvas.image().constant(Nd4j.zeros(pixels.dataType(), channels)));
    }

    /** A kernel's weight for some of the inputs. Unlike a strided slice, this has a right gradient even for one number. */
    private SDVariable part(SDVariable weight, int from, int count, int outputs) {
        return weight.getSameDiff()
                .slice(weight, new int[] {0, 0, from, 0}, window.rows(), window.columns(), count, outputs);
    }

    private SDVariable masked(SDVariable bias) {
        return canvas.image()
                .constant(window.biased(bias.dataType(), canvas.side()).reshape(1, canvas.side(), canvas.side(), 1))
                .mul(bias);
    }

    /** The first rows and columns: padding on both sides makes more than there are pixels. */
    private SDVariable corner(SDVariable maps) {
        if (window.equals(Window.SELF)) {
            return maps;
        }
        SDIndex pixels = SDIndex.interval(0, canvas.side());
        return maps.get(SDIndex.all(), pixels, pixels, SDIndex.all());
    }
}
