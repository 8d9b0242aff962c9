package org.skipsweep.driver.report;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The colours of pictures, each with the one that takes its place on a dark ground. Series are those of Okabe and Ito that can be seen
 * on white, and two greys; people with any colour vision can tell them apart in both forms, as a test shows.
 */
final class Palette {
    static final Tone PAPER = new Tone(0xFFFFFF, 0x15181C);
    static final Tone INK = new Tone(0x333333, 0xE7E8E6);
    static final Tone QUIET = new Tone(0x7F7F7F, 0x8F959C);
    static final Tone PALE = new Tone(0xE0E0E0, 0x343A42);

    static final List<Tone> SERIES = List.of(
            new Tone(0x0072B2, 0x4A9FE0),
            new Tone(0xD55E00, 0xF0702A),
            new Tone(0x009E73, 0x20B488),
            new Tone(0xCC79A7, 0xE08FBF),
            new Tone(0xE69F00, 0xF5DC4A),
            new Tone(0x56B4E9, 0x9AD4FF),
            new Tone(0x000000, 0xFFFFFF),
            new Tone(0x5F5F5F, 0x6F757C));

    private Palette() {}

    /**
     * A colour in two forms.
     *
     * @param light on white, as red, green and blue
     * @param dark on a dark ground
     */
    record Tone(int light, int dark) {
        /** The one on white, which is painted with. */
        Color color() {
            return new Color(light);
        }

        /** The rule by which a viewer in the dark replaces it, whatever it fills or outlines. */
        private String rule() {
            String written = light == 0xFFFFFF
                    ? "white"
                    : light == 0
                            ? "black"
                            : String.format(Locale.ROOT, "rgb(%d,%d,%d)", light >> 16, light >> 8 & 0xFF, light & 0xFF);
            return String.format(
                    Locale.ROOT,
                    "[fill=\"%s\"] { fill: #%06x } [stroke=\"%s\"] { stroke: #%06x }",
                    written,
                    dark,
                    written,
                    dark);
        }
    }

    /**
     * What makes a picture dark for who prefers that: a style sheet for SVG that has these colours in attributes, as Batik writes
     * them. A viewer that knows no such rules, and paper, show the light form.
     */
    static String darkStyle() {
        return Stream.concat(Stream.of(PAPER, INK, QUIET, PALE), SERIES.stream())
                .map(Tone::rule)
                .collect(Collectors.joining("\n", "@media screen and (prefers-color-scheme: dark) {\n", "\n}"));
    }
}
