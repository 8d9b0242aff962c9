package org.skipsweep.driver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.report.DepthChart.Bound;
import org.skipsweep.driver.report.DepthChart.Curve;
import org.skipsweep.driver.report.DepthChart.Point;

class PictureTest {
    private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text\\s*>");
    private static final String CAPTION = "mnist, 40 epochs, 10000 training images, N = 10000 test images; bars: 95 %"
            + " confidence interval over seeds; hollow: the paper; MI partly at its cap log N; 3 seeds; reduced run";

    private static JFreeChart chart(int curves) {
        return DepthChart.of(
                "Mutual information of x and z",
                "nats",
                IntStream.range(0, curves)
                        .mapToObj(i -> new Curve(
                                (i % 2 == 0 ? "VAE" : "SKIP-VAE") + ", latent-dim " + (i / 2 + 1) * 10,
                                List.of(
                                        point(1, 80 - 5 * i, 4.0),
                                        point(3, 70 - 5 * i, null),
                                        point(9, 50 - 5 * i, 2.0)),
                                List.of(point(1, 82 - 5 * i, null), point(9, 47 - 5 * i, null))))
                        .toList(),
                List.of(new Bound(92.1, "cap log 10000 = 9.21")));
    }

    private static Point point(int layers, double value, Double halfWidth) {
        return new Point(layers, value, Optional.ofNullable(halfWidth));
    }

    private static Picture picture(int curves) {
        return new Picture(
                "KL and mutual information against depth",
                CAPTION,
                List.of(chart(curves), chart(curves)),
                new Dimension(460, 360),
                2);
    }

    private static List<String> texts(Picture picture) {
        return TEXT.matcher(svg(picture))
                .results()
                .map(MatchResult::group)
                .map(PictureTest::content)
                .toList();
    }

    private static String content(String element) {
        return element.replaceAll("<[^>]*>", "");
    }

    private static String svg(Picture picture) {
        return new String(picture.svg(), StandardCharsets.UTF_8);
    }

    @Test
    void svg_textIsText_marksAreAtTheDepthsOnly_andNoPointIsNowhere() {
        Picture picture = picture(2);

        assertThat(texts(picture))
                .contains(
                        "Mutual information of x and z, in nats",
                        "decoder layers",
                        "cap log 10000 = 9.21",
                        "VAE, latent-dim 10, paper")
                .containsOnlyOnce("VAE, latent-dim 10")
                .contains("1", "3", "9")
                .doesNotContain("2", "4", "5", "6", "7", "8");
        assertThat(svg(picture)).doesNotContain("NaN");
    }

    @Test
    void svg_everyColourHasADarkForm() {
        String svg = svg(picture(8));
        Set<String> written = Pattern.compile("(?:fill|stroke)=\"((?:rgb|white|black)[^\"]*)\"")
                .matcher(svg)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(svg)
                .contains("@media screen and (prefers-color-scheme: dark)")
                .doesNotContain(" style=\"");
        assertThat(written).hasSizeGreaterThan(9).allSatisfy(color -> assertThat(svg)
                .contains("[fill=\"" + color + "\"] { fill: #", "[stroke=\"" + color + "\"] { stroke: #"));
    }

    @Test
    void caption_longerThanALine_isWrapped() {
        Picture picture = picture(2);

        List<String> texts = texts(picture);
        String lines = String.join(" ", texts).replaceAll(" +", " ");
        assertThat(lines).contains(CAPTION);
        assertThat(texts).noneMatch(text -> text.equals(CAPTION));
    }

    @Test
    void legend_ofManySeries_takesTheLinesThatItNeeds_insideThePicture() throws IOException {
        BufferedImage few = ImageIO.read(new ByteArrayInputStream(picture(2).png()));
        BufferedImage many = ImageIO.read(new ByteArrayInputStream(picture(6).png()));

        assertThat(many.getWidth()).isEqualTo(few.getWidth()).isEqualTo(2 * 920);
        assertThat(many.getHeight()).isGreaterThan(few.getHeight());
        assertThat(edges(many)).containsOnly(0xFFFFFFFF);
    }

    private static Stream<Integer> edges(BufferedImage image) {
        return IntStream.range(0, image.getHeight())
                .boxed()
                .flatMap(y -> Stream.of(image.getRGB(0, y), image.getRGB(image.getWidth() - 1, y)));
    }

    @Test
    void map_everyClassOfAnyMap_onceInTheLegend() {
        double[][] points = {{0, 0}, {1, 1}, {2, 0}};
        Picture picture = new Picture(
                "maps",
                "two",
                List.of(
                        MapChart.of("one", points, new int[] {0, 11, 0}),
                        MapChart.of("other", points, new int[] {11, 12, 0})),
                new Dimension(300, 300),
                2);

        assertThat(texts(picture)).containsOnlyOnce("0", "11", "12");
    }
}
