package org.skipsweep.driver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.driver.report.Palette.Tone;

class PaletteTest {
    /** A difference in CIELAB that is seen at a glance, at the size of a mark. */
    private static final double SEEN = 15;

    /** Linear RGB as people without red cones, without green cones, and with all see it (Machado and others 2009). */
    private static final double[][][] VISIONS = {
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
    };

    private static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("light", (ToIntFunction<Tone>) Tone::light, 2.2),
                Arguments.of("dark", (ToIntFunction<Tone>) Tone::dark, 3.5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void series_canBeToldApart_withAnyColourVision(String name, ToIntFunction<Tone> form, double contrast) {
        for (double[][] vision : VISIONS) {
            for (Tone one : Palette.SERIES) {
                for (Tone other : Palette.SERIES) {
                    assertThat(
                                    one.equals(other)
                                            ? SEEN
                                            : distance(form.applyAsInt(one), form.applyAsInt(other), vision))
                            .as("%s beside %s", one, other)
                            .isGreaterThanOrEqualTo(SEEN);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void seriesAndText_standOutFromTheGround(String name, ToIntFunction<Tone> form, double contrast) {
        int paper = form.applyAsInt(Palette.PAPER);
        for (Tone tone : Palette.SERIES) {
            assertThat(contrast(form.applyAsInt(tone), paper)).as("%s", tone).isGreaterThan(contrast);
        }
        assertThat(contrast(form.applyAsInt(Palette.INK), paper)).isGreaterThan(7);
    }

    private static double[] linear(int color) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = (color >> (16 - 8 * i) & 0xFF) / 255.0;
            linear[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double luminance(double[] linear) {
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double contrast(int one, int other) {
        double first = luminance(linear(one));
        double second = luminance(linear(other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    /** CIE 1976, under daylight. */
    private static double distance(int one, int other, double[][] vision) {
        double[] first = lab(times(vision, linear(one)));
        double[] second = lab(times(vision, linear(other)));
        return Math.sqrt(Math.pow(first[0] - second[0], 2)
                + Math.pow(first[1] - second[1], 2)
                + Math.pow(first[2] - second[2], 2));
    }

    private static double[] lab(double[] seen) {
        double[] rgb = {clipped(seen[0]), clipped(seen[1]), clipped(seen[2])};
        double x = cube((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
        double y = cube(luminance(rgb));
        double z = cube((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double clipped(double value) {
        return Math.min(1, Math.max(0, value));
    }

    private static double cube(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116.0;
    }
}
