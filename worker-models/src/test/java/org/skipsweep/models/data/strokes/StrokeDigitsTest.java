package org.skipsweep.models.data.strokes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.MadeData;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.trial.Dataset;

class StrokeDigitsTest {
    private static final ImageSet TRAIN = StrokeDigits.published().images(Part.TRAIN, 2000);
    private static final ImageSet TEST = StrokeDigits.published().images(Part.TEST, 500);

    /** All images of the published sizes: to be the same on every version of Java. */
    @Test
    void publishedImages_arePinned() {
        StrokeDigits published = StrokeDigits.published();
        assertThat(MadeData.checksums(
                        Dataset.STROKES,
                        published.images(Part.TRAIN, StrokeDigits.TRAIN_SIZE),
                        published.images(Part.VALIDATION, StrokeDigits.VALIDATION_SIZE),
                        published.images(Part.TEST, StrokeDigits.TEST_SIZE)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "strokes: train, 10000 examples",
                                "b864133b1802fa933b652a8863b7609ca29551fe0a3b42ca3336800f44ad7c0d",
                        "strokes: validation, 2000 examples",
                                "d27ef5d07291305d5ecba915741540e385a283a76ba5413d6519674e49cb4c8f",
                        "strokes: test, 2000 examples",
                                "cf04780ba1945bc284c692647bba8d62b1c617f491176d344e79ce79e78dc6a2"));
    }

    @Test
    void smallerSet_isStartOfLarger() {
        ImageSet few = StrokeDigits.published().images(Part.TRAIN, 100);
        assertThat(few.pixels()).isEqualTo(TRAIN.first(100).pixels());
        assertThat(few.labels()).isEqualTo(TRAIN.first(100).labels());
    }

    @Test
    void partsAndSeeds_giveOtherImages() {
        assertThat(TEST.first(100).pixels())
                .isNotEqualTo(TRAIN.first(100).pixels())
                .isNotEqualTo(new StrokeDigits(1).images(Part.TEST, 100).pixels());
        assertThat(StrokeDigits.published().images(Part.VALIDATION, 100).pixels())
                .isNotEqualTo(TRAIN.first(100).pixels());
    }

    @Test
    void noImageOccursTwice() {
        assertThat(Arrays.stream(new ImageSet[] {TRAIN, TEST})
                        .flatMap(set -> IntStream.range(0, set.size()).mapToObj(i -> Arrays.hashCode(pixels(set, i)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void images_areBinaryInkedAndInsideTheFrame() {
        for (int image = 0; image < TRAIN.size(); image++) {
            int ink = 0;
            for (byte pixel : pixels(TRAIN, image)) {
                assertThat(pixel == 0 || pixel == (byte) 255).isTrue();
                ink += pixel & 1;
            }
            assertThat(ink).as("ink of image %d", image).isBetween(20, 350);
        }
    }

    @Test
    void everyDigit_isEquallyFrequent() {
        int[] counts = new int[10];
        for (byte label : TRAIN.labels()) {
            counts[label]++;
        }
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(150, 250));
    }

    @Test
    void nearestCentroid_tellsDigitsApart() {
        double[][] centroids = new double[10][784];
        for (int i = 0; i < TRAIN.size(); i++) {
            for (int pixel = 0; pixel < 784; pixel++) {
                centroids[TRAIN.labels()[i]][pixel] += (TRAIN.pixels()[i * 784 + pixel] & 1) / 200.0;
            }
        }
        int right = 0;
        for (int i = 0; i < TEST.size(); i++) {
            right += nearest(centroids, i) == TEST.labels()[i] ? 1 : 0;
        }
        assertThat(right / (double) TEST.size()).isGreaterThan(0.6);
    }

    private static byte[] pixels(ImageSet set, int image) {
        int each = set.pixelsPerImage();
        return Arrays.copyOfRange(set.pixels(), image * each, (image + 1) * each);
    }

    private static int nearest(double[][] centroids, int image) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int digit = 0; digit < 10; digit++) {
            double distance = 0;
            for (int pixel = 0; pixel < 784; pixel++) {
                double difference = centroids[digit][pixel] - (TEST.pixels()[image * 784 + pixel] & 1);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = digit;
            }
        }
        return best;
    }
}
