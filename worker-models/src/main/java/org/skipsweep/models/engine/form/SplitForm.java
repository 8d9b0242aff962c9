package org.skipsweep.models.engine.form;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sum of a convolution of the maps and one of the latent channel: a channel more than 32 costs a convolution as much as
 * 16, and the latent part together with the bias is a small matrix product. Since that part is linear in z, its parameters
 * are shifted once instead of the map of every example.
 *
 * <p>Belongs to one graph.
 */
public final class SplitForm implements MaskedForm {
    private final SDVariable pixels;
    private final int side;
    private final IdentityHashMap<LatentChannel, SDVariable> padded = new IdentityHashMap<>();

    /**
     * @param pixels the images, [B, side, side, 1], of which only the number matters
     * @param side rows and columns of all maps
     */
    public SplitForm(SDVariable pixels, int side) {
        this.pixels = pixels;
        this.side = side;
    }

    @Override
    public SDVariable convolve(
            Window window, SDVariable maps, Optional<LatentChannel> latent, SDVariable weight, SDVariable bias) {
        SameDiff graph = maps.getSameDiff();
        int channels = (int) weight.getShape()[2] - (latent.isPresent() ? 1 : 0);
        if (latent.isEmpty()) {
            return window.biasedEverywhere()
                    ? corner(window, graph.cnn.conv2d(shifted(window, maps, channels), weight, bias, window.padded()))
                    : corner(window, graph.cnn.conv2d(shifted(window, maps, channels), weight, window.padded()))
                            .add(masked(window, bias));
        }
        int outputs = (int) weight.getShape()[3];
        SDVariable own = part(window, weight, 0, channels, outputs);
        SDVariable others = part(window, weight, channels, 1, outputs);
        SDVariable rest = graph.concat(
                2, graph.reshape(others, 1, 1, window.size(), outputs), graph.reshape(bias, 1, 1, 1, outputs));
        return corner(window, graph.cnn.conv2d(shifted(window, maps, channels), own, window.padded()))
                .add(graph.cnn.conv2d(seenThrough(window, latent.get()), rest, Window.SELF.padded()));
    }

    /** The maps with empty rows above and empty columns on the left, as far as the window's padding does not reach. */
    private SDVariable shifted(Window window, SDVariable maps, int channels) {
        SameDiff graph = maps.getSameDiff();
        SDVariable shifted = maps;
        if (window.shiftRows() > 0) {
            SDIndex rows = SDIndex.interval(0, window.shiftRows());
            shifted = graph.concat(
                    1, empty(pixels.get(SDIndex.all(), rows, SDIndex.all(), SDIndex.all()), channels), shifted);
        }
        if (window.shiftColumns() > 0) {
            SDIndex columns = SDIndex.interval(0, window.shiftColumns());
            shifted = graph.concat(
                    2, empty(pixels.get(SDIndex.all(), SDIndex.all(), columns, SDIndex.all()), channels), shifted);
        }
        return shifted;
    }

    /** Zeros for the given pixels of every example, with as many channels as the maps. */
    private static SDVariable empty(SDVariable pixels, int channels) {
        return pixels.mul(pixels.getSameDiff().constant(Nd4j.zeros(pixels.dataType(), channels)));
    }

    /** A kernel's weight for some of the inputs. Unlike a strided slice, this has a right gradient even for one number. */
    private static SDVariable part(Window window, SDVariable weight, int from, int count, int outputs) {
        return weight.getSameDiff()
                .slice(weight, new int[] {0, 0, from, 0}, window.rows(), window.columns(), count, outputs);
    }

    private SDVariable masked(Window window, SDVariable bias) {
        return bias.getSameDiff()
                .constant(window.biased(bias.dataType(), side).reshape(1, side, side, 1))
                .mul(bias);
    }

    /** The first rows and columns: padding on both sides makes more than there are pixels. */
    private SDVariable corner(Window window, SDVariable maps) {
        if (window.equals(Window.SELF)) {
            return maps;
        }
        SDIndex first = SDIndex.interval(0, side);
        return maps.get(SDIndex.all(), first, first, SDIndex.all());
    }

    /**
     * For every pixel the part of the map in its window, and last, 1 where the window's convolution has its bias.
     *
     * @return [B, side, side, window.size() + 1]
     */
    private SDVariable seenThrough(Window window, LatentChannel latent) {
        SDVariable z = latent.z();
        SameDiff graph = z.getSameDiff();
        DataType dataType = z.dataType();
        int latentDim = (int) latent.weight().getShape()[0];
        SDVariable around = padded.computeIfAbsent(latent, key -> padded(key, latentDim));
        List<SDVariable> columns = new ArrayList<>();
        for (int row = 0; row < window.rows(); row++) {
            for (int column = 0; column < window.columns(); column++) {
                SDVariable shifted = around.get(
                        SDIndex.all(),
                        interval(2 + window.fromRow() + row, side),
                        interval(2 + window.fromColumn() + column, side));
                columns.add(graph.reshape(shifted, latentDim + 1, side, side, 1));
            }
        }
        INDArray biased = Nd4j.zeros(dataType, latentDim + 1, side, side, 1);
        biased.slice(latentDim).assign(window.biased(dataType, side).reshape(side, side, 1));
        columns.add(graph.constant(biased));
        long width = (long) side * side * columns.size();
        SDVariable all = graph.reshape(graph.concat(3, columns.toArray(new SDVariable[0])), latentDim + 1, width);
        SDVariable weight = all.get(interval(0, latentDim), SDIndex.all());
        SDVariable bias = graph.reshape(all.get(interval(latentDim, 1), SDIndex.all()), width);
        return graph.reshape(graph.nn.biasAdd(z.mmul(weight), bias, false), -1, side, side, columns.size());
    }

    /** The map's parameters, bias last, with zeros around each map as far as any window reaches. */
    private SDVariable padded(LatentChannel latent, int latentDim) {
        SameDiff graph = latent.z().getSameDiff();
        DataType dataType = latent.z().dataType();
        SDVariable rows = graph.concat(0, latent.weight(), graph.reshape(latent.bias(), 1, (long) side * side));
        SDVariable maps = graph.reshape(rows, latentDim + 1, side, side);
        SDVariable lower = graph.concat(1, graph.constant(Nd4j.zeros(dataType, latentDim + 1, 2, side)), maps);
        return graph.concat(
                2,
                graph.constant(Nd4j.zeros(dataType, latentDim + 1, side + 2, 2)),
                lower,
                graph.constant(Nd4j.zeros(dataType, latentDim + 1, side + 2, 1)));
    }

    private static SDIndex interval(int from, int count) {
        return SDIndex.interval(from, from + count);
    }
}
