package org.skipsweep.models.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * The classification study of one trial (paper section 4, model spec B.6): a classifier on the posterior means of a trained
 * encoder.
 *
 * <p>Where training images are grey, features come from one binary draw of them, which depends on the trial's seed only;
 * validation and test images are the binary ones on which the trial was selected and measured.
 */
public final class FeatureStudy {
    /** The paper's classifier, then a deeper one as a check: its "2-layer MLP" can be read either way. */
    public static final List<Integer> HIDDEN_LAYERS = List.of(1, 2);

    private FeatureStudy() {}

    /**
     * Scores of a classifier of every depth in {@link #HIDDEN_LAYERS}.
     *
     * @param encoder of the trial
     * @param data of the trial
     * @param draws the trial's draws
     * @param engine who computes the classifiers
     * @param epochs epochs of each classifier
     * @param progress told how many epochs of all classifiers together are done, after each
     * @throws IllegalArgumentException if images have no labels
     * @throws InterruptedException if the thread was interrupted
     */
    public static List<ClassifierScore> scores(
            TrainedEncoder encoder, ImageData data, Draws draws, Engine engine, int epochs, IntConsumer progress)
            throws InterruptedException {
        LabelledFeatures train = features(encoder, data.train(), draws);
        LabelledFeatures validation = features(encoder, data.validation(), draws);
        LabelledFeatures test = features(encoder, data.test(), draws);
        List<ClassifierScore> scores = new ArrayList<>();
        for (int hiddenLayers : HIDDEN_LAYERS) {
            int before = scores.size() * epochs;
            scores.add(new Classifier(hiddenLayers, epochs, engine, draws)
                    .score(train, validation, test, epoch -> progress.accept(before + epoch)));
        }
        return scores;
    }

    /** Whether all three sets of images have labels. */
    public static boolean labelled(ImageData data) {
        return data.train().label(0).isPresent()
                && data.validation().label(0).isPresent()
                && data.test().label(0).isPresent();
    }

    private static LabelledFeatures features(TrainedEncoder encoder, ImageSet images, Draws draws) {
        int[] labels = new int[images.size()];
        Arrays.setAll(labels, i -> images.label(i)
                .orElseThrow(() -> new IllegalArgumentException("images without labels cannot be classified")));
        RandomGenerator binarization = draws.of(Purpose.FEATURE_BINARIZATION, 0);
        return new LabelledFeatures(encoder.posteriorMeans(images, binarization), labels);
    }
}
