package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokeDigitsTest {
    private static final ImageSet TRAIN = StrokeDigits.published().images(Part.TRAIN, 2000);
    private static final ImageSet TEST = StrokeDigits.published().images(Part.TEST, 500);

    @Test
    void publishedImages_arePinned() {
        assertThat(Arrays.hashCode(TRAIN.pixels())).isEqualTo(PINNED);
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
        assertThat(Arrays.stream(new ImageSet[] {TRAIN, TEST}).flatMap(set -> IntStream.range(0, set.size())
                        .mapToObj(i -> Arrays.hashCode(set.range(i, i + 1).pixels()))))
                .doesNotHaveDuplicates();
    }

    @Test
    void images_areBinaryInkedAndInsideTheFrame() {
        for (int image = 0; image < TRAIN.size(); image++) {
            int ink = 0;
            for (byte pixel : TRAIN.range(image, image + 1).pixels()) {
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

    private static final int PINNED = -1872592846;

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
