package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.strokes.StrokeDigits;

class BinarizerTest {
    private static final int[] ORDER = IntStream.range(0, 2000).toArray();

    @Test
    void everyGreyLevel_isOnWithItsProbability() {
        float[] drawn = new float[2000 * 256];
        Binarizer.draw(allGreys(2000), ORDER, 0, 2000, new SplittableRandom(1), drawn);
        for (int grey = 0; grey < 256; grey++) {
            double on = 0;
            for (int image = 0; image < 2000; image++) {
                on += drawn[image * 256 + grey];
            }
            double p = grey / 255.0;
            assertThat(on / 2000).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 2000)));
        }
    }

    @Test
    void binaryImages_passUnchangedAndUseNoRandomness() {
        ImageSet digits = new StrokeDigits(5).images(Part.TRAIN, 20);
        float[] drawn = new float[20 * 784];
        SplittableRandom random = new SplittableRandom(7);
        Binarizer.draw(digits, ORDER, 0, 20, random, drawn);
        for (int i = 0; i < drawn.length; i++) {
            assertThat(drawn[i]).isEqualTo((digits.pixels()[i] & 0xFF) / 255f);
        }
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(7).nextLong());
    }

    @Test
    void minibatch_followsOrderAndStartsAtOffset() {
        ImageSet digits = new StrokeDigits(5).images(Part.TRAIN, 20);
        float[] drawn = new float[2 * 784];
        Binarizer.draw(digits, new int[] {9, 3, 17}, 1, 2, new SplittableRandom(7), drawn);
        for (int pixel = 0; pixel < 784; pixel++) {
            assertThat(drawn[pixel]).isEqualTo((digits.pixels()[3 * 784 + pixel] & 0xFF) / 255f);
            assertThat(drawn[784 + pixel]).isEqualTo((digits.pixels()[17 * 784 + pixel] & 0xFF) / 255f);
        }
    }

    @Test
    void sameSeed_drawsTheSame_otherSeed_not() {
        float[][] drawn = new float[3][100 * 256];
        Binarizer.draw(allGreys(100), ORDER, 0, 100, new SplittableRandom(1), drawn[0]);
        Binarizer.draw(allGreys(100), ORDER, 0, 100, new SplittableRandom(1), drawn[1]);
        Binarizer.draw(allGreys(100), ORDER, 0, 100, new SplittableRandom(2), drawn[2]);
        assertThat(drawn[0]).isEqualTo(drawn[1]).isNotEqualTo(drawn[2]);
    }

    @Test
    void once_isPinnedAndDiffersByPart() {
        ImageSet drawn = Binarizer.once(allGreys(100), Part.TEST);
        assertThat(drawn.kind()).isEqualTo(PixelKind.BINARY);
        assertThat(Arrays.hashCode(drawn.pixels())).isEqualTo(PINNED);
        assertThat(Binarizer.once(allGreys(100), Part.TRAIN).pixels()).isNotEqualTo(drawn.pixels());
    }

    @Test
    void once_ofFirstImages_isStartOfWhole() {
        assertThat(Binarizer.once(allGreys(100).first(30), Part.TEST).pixels())
                .isEqualTo(Binarizer.once(allGreys(100), Part.TEST).first(30).pixels());
    }

    private static final int PINNED = 1290833821;

    /** Images of 16 x 16 that hold every grey level once. */
    private static ImageSet allGreys(int size) {
        byte[] pixels = new byte[size * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return new ImageSet(16, 16, PixelKind.GREY, pixels, new byte[0]);
    }
}
