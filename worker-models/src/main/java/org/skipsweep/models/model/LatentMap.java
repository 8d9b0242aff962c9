package org.skipsweep.models.model;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A feature map that is an affine function of z, as convolutions see it. Since all is linear, the parameters of the map are
 * shifted once instead of the map of every example.
 */
final class LatentMap {
    private final SameDiff graph;
    private final DataType dataType;
    private final SDVariable z;
    private final int latentDim;
    private final int side;
    private final SDVariable padded;

    /**
     * Adds the parameters {@code name.weight} and {@code name.bias}.
     *
     * @param z [B, latentDim]
     */
    LatentMap(ImageLayers image, String name, SDVariable z, int latentDim, int side) {
        this.graph = z.getSameDiff();
        this.dataType = z.dataType();
        this.z = z;
        this.latentDim = latentDim;
        this.side = side;
        AffineMap map = image.affineMap(name, latentDim, (long) side * side);
        SDVariable rows = graph.concat(0, map.weight(), graph.reshape(map.bias(), 1, (long) side * side));
        SDVariable maps = graph.reshape(rows, latentDim + 1, side, side);
        SDVariable lower = graph.concat(1, zeros(2, side), maps);
        this.padded = graph.concat(2, zeros(side + 2, 2), lower, zeros(side + 2, 1));
    }

    /**
     * For every pixel the part of the map in its window, and last, 1 where the window's convolution has its bias.
     *
     * @return [B, side, side, window.size() + 1]
     */
    SDVariable seenThrough(Window window) {
        List<SDVariable> columns = new ArrayList<>();
        for (int row = 0; row < window.rows(); row++) {
            for (int column = 0; column < window.columns(); column++) {
                SDVariable shifted = padded.get(
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

    private SDVariable zeros(int rows, int columns) {
        return graph.constant(Nd4j.zeros(dataType, latentDim + 1, rows, columns));
    }

    private static SDIndex interval(int from, int count) {
        return SDIndex.interval(from, from + count);
    }
}
