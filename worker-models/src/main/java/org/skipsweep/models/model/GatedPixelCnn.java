package org.skipsweep.models.model;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.skipsweep.models.engine.form.LatentChannel;
import org.skipsweep.models.engine.form.MaskedForm;
import org.skipsweep.models.engine.form.Window;

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
        Stack stack = new Stack(image, parameters.maskedForm(pixels, side), z, latentDim, side);
        Maps maps = stack.first("decoder.1", pixels);
        for (int i = 2; i <= layers; i++) {
            maps = stack.next("decoder." + i, maps, skip);
        }
        return parameters.graph().reshape(stack.output("decoder.output", maps, skip), -1, pixels());
    }

    /** The two feature maps of a layer, each [B, side, side, MAPS]. */
    private record Maps(SDVariable vertical, SDVariable horizontal) {}

    /** What all layers share. */
    private record Stack(ImageLayers image, MaskedForm form, SDVariable z, int latentDim, int side) {
        /** The first layer (mask A): no pixel sees itself, and nothing is added to the gated horizontal stack. */
        Maps first(String name, SDVariable x) {
            Optional<LatentChannel> latent = Optional.of(latent(name));
            SDVariable above = convolution(name + ".vertical", Window.ABOVE, x, 1, latent);
            SDVariable left = convolution(name + ".horizontal", Window.LEFT, x, 1, latent);
            return new Maps(
                    gate(above), image.pointwise(name + ".output", linked(name, above, left), MAPS, MAPS, side));
        }

        /** A later layer (mask B), where a pixel's own position holds what layers below could see from there. */
        Maps next(String name, Maps input, boolean skip) {
            Optional<LatentChannel> latent = skip ? Optional.of(latent(name)) : Optional.empty();
            SDVariable above = convolution(name + ".vertical", Window.ABOVE, input.vertical(), MAPS, latent);
            SDVariable left = convolution(name + ".horizontal", Window.UP_TO, input.horizontal(), MAPS, latent);
            SDVariable gated = linked(name, above, left);
            AffineMap output = image.kernel(name + ".output", Window.SELF, MAPS, MAPS, side);
            AffineMap residual = image.kernel(name + ".residual", Window.SELF, channels(MAPS, latent), MAPS, side);
            SDVariable projected = form.convolve(
                    Window.SELF,
                    input.horizontal(),
                    latent,
                    residual.weight(),
                    residual.bias().add(output.bias()));
            return new Maps(gate(above), projected.add(image.pointwise(gated, output.weight())));
        }

        /** The logits, [B, side, side, 1]. */
        SDVariable output(String name, Maps input, boolean skip) {
            Optional<LatentChannel> latent = skip ? Optional.of(latent(name)) : Optional.empty();
            AffineMap map = image.kernel(name, Window.SELF, channels(MAPS, latent), 1, side);
            return form.convolve(Window.SELF, input.horizontal(), latent, map.weight(), map.bias());
        }

        /** map_l z of a layer. */
        private LatentChannel latent(String layer) {
            AffineMap map = image.affineMap(layer + ".latent", latentDim, (long) side * side);
            return new LatentChannel(z, map.weight(), map.bias());
        }

        /** A stack before its gate, over [input ; map_l z], [B, side, side, 2 * MAPS]. */
        private SDVariable convolution(
                String name, Window window, SDVariable input, int channels, Optional<LatentChannel> latent) {
            AffineMap map = image.kernel(name, window, channels(channels, latent), 2L * MAPS, side);
            return form.convolve(window, input, latent, map.weight(), map.bias());
        }

        private static long channels(int maps, Optional<LatentChannel> latent) {
            return latent.isPresent() ? maps + 1L : maps;
        }

        /** The gated sum of the horizontal stack and its link from the vertical one, both before their gates. */
        private SDVariable linked(String name, SDVariable above, SDVariable left) {
            return gate(left.add(image.pointwise(name + ".link", above, 2L * MAPS, 2L * MAPS, side)));
        }

        /** tanh of the first half of the channels times sigmoid of the second. */
        private static SDVariable gate(SDVariable maps) {
            SameDiff graph = maps.getSameDiff();
            SDVariable[] halves = graph.split(maps, 2, ImageLayers.CHANNELS);
            return graph.math.tanh(halves[0]).mul(graph.nn.sigmoid(halves[1]));
        }
    }
}
