package org.skipsweep.models.model;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

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
    static final int MAPS = 32;

    @Override
    public int pixels() {
        return side * side;
    }

    @Override
    public SDVariable decode(Layers parameters, SDVariable x, SDVariable z) {
        ImageLayers image = new ImageLayers(parameters);
        SDVariable pixels = parameters.graph().reshape(x, -1, side, side, 1);
        Stacks stacks = first(image, "decoder.1", pixels, latentMap(image, "decoder.1", z));
        for (int i = 2; i <= layers; i++) {
            String name = "decoder." + i;
            stacks =
                    next(image, name, pixels, stacks, skip ? Optional.of(latentMap(image, name, z)) : Optional.empty());
        }
        String name = "decoder.output";
        MaskedConvolution output = new MaskedConvolution(
                image, Window.SELF, pixels, side, skip ? Optional.of(latentMap(image, name, z)) : Optional.empty());
        AffineMap map = output.parameters(name, MAPS, 1);
        return parameters.graph().reshape(output.of(stacks.horizontal(), map.weight(), map.bias()), -1, pixels());
    }

    /** The two feature maps of a layer, each [B, side, side, MAPS]. */
    private record Stacks(SDVariable vertical, SDVariable horizontal) {}

    private LatentMap latentMap(ImageLayers image, String layer, SDVariable z) {
        return new LatentMap(image, layer + ".latent", z, latentDim, side);
    }

    /** The first layer (mask A): no pixel sees itself, and nothing is added to the gated horizontal stack. */
    private Stacks first(ImageLayers image, String name, SDVariable pixels, LatentMap latent) {
        SDVariable above = above(image, name, pixels, pixels, 1, Optional.of(latent));
        SDVariable gated = left(image, name, Window.LEFT, pixels, pixels, 1, above, Optional.of(latent));
        return new Stacks(gate(above), image.pointwise(name + ".output", gated, MAPS, MAPS));
    }

    /** A later layer (mask B), where a pixel's own position holds what layers below could see from there. */
    private Stacks next(ImageLayers image, String name, SDVariable pixels, Stacks input, Optional<LatentMap> latent) {
        SDVariable above = above(image, name, pixels, input.vertical(), MAPS, latent);
        SDVariable gated = left(image, name, Window.UP_TO, pixels, input.horizontal(), MAPS, above, latent);
        AffineMap output = image.kernel(name + ".output", Window.SELF, MAPS, MAPS);
        MaskedConvolution residual = new MaskedConvolution(image, Window.SELF, pixels, side, latent);
        AffineMap map = residual.parameters(name + ".residual", MAPS, MAPS);
        SDVariable projected =
                residual.of(input.horizontal(), map.weight(), map.bias().add(output.bias()));
        return new Stacks(gate(above), projected.add(image.convolution(gated, output.weight(), Window.SELF)));
    }

    /** The vertical stack before its gate. */
    private SDVariable above(
            ImageLayers image,
            String name,
            SDVariable pixels,
            SDVariable input,
            int channels,
            Optional<LatentMap> latent) {
        MaskedConvolution convolution = new MaskedConvolution(image, Window.ABOVE, pixels, side, latent);
        AffineMap map = convolution.parameters(name + ".vertical", channels, 2 * MAPS);
        return convolution.of(input, map.weight(), map.bias());
    }

    /** The gated sum of the horizontal stack and its link from the vertical one. */
    private SDVariable left(
            ImageLayers image,
            String name,
            Window window,
            SDVariable pixels,
            SDVariable input,
            int channels,
            SDVariable above,
            Optional<LatentMap> latent) {
        MaskedConvolution convolution = new MaskedConvolution(image, window, pixels, side, latent);
        AffineMap map = convolution.parameters(name + ".horizontal", channels, 2 * MAPS);
        SDVariable left = convolution.of(input, map.weight(), map.bias());
        return gate(left.add(image.pointwise(name + ".link", above, 2 * MAPS, 2 * MAPS)));
    }

    /** tanh of the first half of the channels times sigmoid of the second. */
    private static SDVariable gate(SDVariable maps) {
        SameDiff graph = maps.getSameDiff();
        SDVariable[] halves = graph.split(maps, 2, ImageLayers.CHANNELS);
        return graph.math.tanh(halves[0]).mul(graph.nn.sigmoid(halves[1]));
    }
}
