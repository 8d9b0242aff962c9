package org.skipsweep.driver.cli.sample;

import java.util.List;
import org.skipsweep.driver.cli.sample.InterpolationOption.Way;
import org.skipsweep.driver.report.SampleSheet;
import org.skipsweep.driver.report.SampleSheet.Block;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.study.ImageInterpolation;
import org.skipsweep.models.study.ImageSamples;
import org.skipsweep.models.study.ImageSamples.Values;

/** What a model of images makes, laid out. */
final class ImageSheets {
    private ImageSheets() {}

    /** Test images, reconstructions and samples beside each other. */
    static SampleSheet of(ImageSet test, ImageSamples images) {
        int side = (int) Math.ceil(Math.sqrt(images.originals().length));
        String what = word(images.values());
        return new SampleSheet(
                test.rows(),
                test.columns(),
                List.of(
                        new Block("test images", images.originals(), side),
                        new Block("reconstructions from a draw of q(z|x), " + what, images.reconstructions(), side),
                        new Block("samples from the prior, " + what, images.samples(), side)));
    }

    /** One row: a test image, what lies between, another test image. */
    static SampleSheet of(ImageSet test, Way way, ImageInterpolation images) {
        return new SampleSheet(
                test.rows(),
                test.columns(),
                List.of(
                        new Block("test image " + way.from(), new float[][] {images.from()}, 1),
                        new Block(
                                "equal steps between the posterior means, " + word(images.values()),
                                images.images(),
                                way.steps()),
                        new Block("test image " + way.to(), new float[][] {images.to()}, 1)));
    }

    /** What a pixel says, as a sentence has it. */
    static String meaning(Values values) {
        return switch (values) {
            case PROBABILITIES -> "grey is the probability of a pixel given z";
            case DRAWS -> "pixels are drawn one by one, given z and those before";
        };
    }

    private static String word(Values values) {
        return values == Values.DRAWS ? "drawn" : "probabilities";
    }
}
