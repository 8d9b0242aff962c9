package org.skipsweep.models.model;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.skipsweep.models.model.MaskedConvolution.Canvas;

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
        SameDiff graph = parameters.graph();
        ImageLayers image = new ImageLayers(parameters);
        Canvas canvas = new Canvas(image, graph.reshape(x, -1, side, side, 1), side);
        Stacks stacks = first(canvas, "decoder.1", latentMap(image, "decoder.1", z));
        for (int i = 2; i <= layers; i++) {
            String name = "decoder." + i;
            stacks = next(canvas, name, stacks, skip ? Optional.of(latentMap(image, name, z)) : Optional.empty());
        }
        String name = "decoder.output";
        MaskedConvolution output = new MaskedConvolution(
                canvas, Window.SELF, MAPS, skip ? Optional.of(latentMap(image, name, z)) : Optional.empty());
        AffineMap map = output.parameters(name, 1);
        return graph.reshape(output.of(stacks.horizontal(), map.weight(), map.bias()), -1, pixels());
    }

    /** The two feature maps of a layer, each [B, side, side, MAPS]. */
    private record Stacks(SDVariable vertical, SDVariable horizontal) {}

    private LatentMap latentMap(ImageLayers image, String layer, SDVariable z) {
        return new LatentMap(image, layer + ".latent", z, latentDim, side);
    }

    /** The first layer (mask A): no pixel sees itself, and nothing is added to the gated horizontal stack. */
    private static Stacks first(Canvas canvas, String name, LatentMap map) {
        Optional<LatentMap> latent = Optional.of(map);
        SDVariable above =
                stack(new MaskedConvolution(canvas, Window.ABOVE, 1, latent), name + ".vertical", canvas.pixels());
        SDVariable left =
                stack(new MaskedConvolution(canvas, Window.LEFT, 1, latent), name + ".horizontal", canvas.pixels());
        SDVariable gated = linked(canvas.image(), name, above, left);
        return new Stacks(gate(above), canvas.image().pointwise(name + ".output", gated, MAPS, MAPS));
    }

    /** A later layer (mask B), where a pixel's own position holds what layers below could see from there. */
    private static Stacks next(Canvas canvas, String name, Stacks input, Optional<LatentMap> latent) {
        ImageLayers image = canvas.image();
        SDVariable above =
                stack(new MaskedConvolution(canvas, Window.ABOVE, MAPS, latent), name + ".vertical", input.vertical());
        SDVariable left = stack(
                new MaskedConvolution(canvas, Window.UP_TO, MAPS, latent), name + ".horizontal", input.horizontal());
        SDVariable gated = linked(image, name, above, left);
        AffineMap output = image.kernel(name + ".output", Window.SELF, MAPS, MAPS);
        MaskedConvolution residual = new MaskedConvolution(canvas, Window.SELF, MAPS, latent);
        AffineMap map = residual.parameters(name + ".residual", MAPS);
        SDVariable projected =
                residual.of(input.horizontal(), map.weight(), map.bias().add(output.bias()));
        return new Stacks(gate(above), projected.add(image.convolution(gated, output.weight(), Window.SELF)));
    }

    /** A stack before its gate, [B, side, side, 2 * MAPS]. */
    private static SDVariable stack(MaskedConvolution convolution, String name, SDVariable input) {
        AffineMap map = convolution.parameters(name, 2 * MAPS);
        return convolution.of(input, map.weight(), map.bias());
    }

    /** The gated sum of the horizontal stack and its link from the vertical one, both before their gates. */
    private static SDVariable linked(ImageLayers image, String name, SDVariable above, SDVariable left) {
        return gate(left.add(image.pointwise(name + ".link", above, 2 * MAPS, 2 * MAPS)));
    }

    /** tanh of the first half of the channels times sigmoid of the second. */
    private static SDVariable gate(SDVariable maps) {
        SameDiff graph = maps.getSameDiff();
        SDVariable[] halves = graph.split(maps, 2, ImageLayers.CHANNELS);
        return graph.math.tanh(halves[0]).mul(graph.nn.sigmoid(halves[1]));
    }
}
