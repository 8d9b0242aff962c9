package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.skipsweep.models.model.ImageLayers.Kernel;

/**
 * The decoder of the image model: a gated PixelCNN on the image and one feature map made from z (paper section 4.1, model
 * spec A.1).
 *
 * <p>Every layer has a vertical stack v, which sees the rows above, and a horizontal stack h, which sees the pixels to the
 * left and, through a link, what v sees. The logit of a pixel depends on z and on the pixels before it in raster order.
 *
 * <pre>
 *   VAE       v = h = [x ; map_1 z] at the first layer, the layer before at the others; logits from h
 *   SKIP-VAE  at the others [v ; map_l z] and [h ; map_l z]; logits from [h ; map_out z]
 * </pre>
 *
 * @param side rows and columns of the images
 * @param latentDim size D of the latent variable
 * @param layers number L of gated layers
 * @param skip whether every layer gets z again, and the output layer too
 */
public record GatedPixelCnn(int side, int latentDim, int layers, boolean skip) implements Decoder {
    static final long MAPS = 32;

    @Override
    public int pixels() {
        return side * side;
    }

    @Override
    public SDVariable decode(Layers parameters, SDVariable x, SDVariable z) {
        ImageLayers image = new ImageLayers(parameters);
        SameDiff graph = parameters.graph();
        SDVariable input = graph.concat(1, graph.reshape(x, -1, 1, side, side), latentMap(image, "decoder.1", z));
        Stacks stacks = first(image, "decoder.1", input);
        for (int i = 2; i <= layers; i++) {
            String name = "decoder." + i;
            stacks = skip
                    ? next(image, name, stacks.with(latentMap(image, name, z)), MAPS + 1)
                    : next(image, name, stacks, MAPS);
        }
        SDVariable top = skip
                ? graph.concat(1, stacks.horizontal(), latentMap(image, "decoder.output", z))
                : stacks.horizontal();
        SDVariable logits = image.pointwise("decoder.output", top, skip ? MAPS + 1 : MAPS, 1);
        return graph.reshape(logits, -1, pixels());
    }

    /** The two feature maps of a layer, each [B, channels, side, side]. */
    private record Stacks(SDVariable vertical, SDVariable horizontal) {
        Stacks with(SDVariable map) {
            SameDiff graph = map.getSameDiff();
            return new Stacks(graph.concat(1, vertical, map), graph.concat(1, horizontal, map));
        }
    }

    private SDVariable latentMap(ImageLayers image, String layer, SDVariable z) {
        SDVariable map = image.linear(layer + ".latent", z, latentDim, pixels());
        return map.getSameDiff().reshape(map, -1, 1, side, side);
    }

    /** The first layer (mask A): no pixel sees itself, and nothing is added to the gated horizontal stack. */
    private Stacks first(ImageLayers image, String name, SDVariable input) {
        SDVariable above = above(image, name, input, 2);
        SDVariable left = image.bias(
                name + ".horizontal",
                corner(image.kernel(name + ".horizontal", input, new Kernel(2, 2 * MAPS, 1, 2, 0, 2, 1))),
                2 * MAPS,
                2 * 2,
                image.exceptFirst(1, side));
        SDVariable gated = gate(left.add(image.pointwise(name + ".link", above, 2 * MAPS, 2 * MAPS)));
        return new Stacks(gate(above), image.pointwise(name + ".output", gated, MAPS, MAPS));
    }

    /** A later layer (mask B), where a pixel's own position holds what layers below could see from there. */
    private Stacks next(ImageLayers image, String name, Stacks input, long channels) {
        SDVariable above = above(image, name, input.vertical(), channels);
        SDVariable left = corner(image.convolution(
                name + ".horizontal", input.horizontal(), new Kernel(channels, 2 * MAPS, 1, 2, 0, 1, 1)));
        SDVariable gated = gate(left.add(image.pointwise(name + ".link", above, 2 * MAPS, 2 * MAPS)));
        SDVariable output = image.pointwise(name + ".output", gated, MAPS, MAPS);
        SDVariable residual = image.pointwise(name + ".residual", input.horizontal(), channels, MAPS);
        return new Stacks(gate(above), output.add(residual));
    }

    /**
     * The vertical stack before its gate: a convolution over two rows, shifted down. Row r sees rows r - 2 and r - 1, which
     * is what two rows of padding give; row 0 sees nothing and has no bias either.
     */
    private SDVariable above(ImageLayers image, String name, SDVariable input, long channels) {
        Kernel kernel = new Kernel(channels, 2 * MAPS, 2, 3, 2, 1, 1);
        SDVariable seen = corner(image.kernel(name + ".vertical", input, kernel));
        return image.bias(name + ".vertical", seen, 2 * MAPS, kernel.fanIn(), image.exceptFirst(side, 1));
    }

    /** The first rows and columns: padding on both sides makes more than there are pixels. */
    private SDVariable corner(SDVariable maps) {
        SDIndex pixels = SDIndex.interval(0, side);
        return maps.get(SDIndex.all(), SDIndex.all(), pixels, pixels);
    }

    /** tanh of the first half of the channels times sigmoid of the second. */
    private static SDVariable gate(SDVariable maps) {
        SameDiff graph = maps.getSameDiff();
        SDVariable left = maps.get(SDIndex.all(), SDIndex.interval(0L, MAPS), SDIndex.all(), SDIndex.all());
        SDVariable right = maps.get(SDIndex.all(), SDIndex.interval(MAPS, 2 * MAPS), SDIndex.all(), SDIndex.all());
        return graph.math.tanh(left).mul(graph.nn.sigmoid(right));
    }
}
