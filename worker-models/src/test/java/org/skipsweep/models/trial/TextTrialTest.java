package org.skipsweep.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;
import org.skipsweep.models.trial.optimization.LearningRateDecay;
import org.skipsweep.models.trial.optimization.LearningRateSchedule;
import org.skipsweep.models.trial.optimization.UpdateRule;
import org.skipsweep.models.trial.optimization.UpdateRuleKind;

class TextTrialTest {
    private static final TrialSpec IMAGES = TrialKeys.completed(Map.of());
    private static final TrialSpec VAE = TrialKeys.completed(Map.of("model", "lstm-vae", "dataset", "grammar"));

    private static List<String> names(TrialSpec spec) {
        return spec.keys().stream().map(TrialKey::name).toList();
    }

    @Test
    void languageModel_hasNoKeyOfLatentVariables() {
        TrialSpec model = TrialKeys.completed(Map.of("model", "lstm-lm", "dataset", "yahoo"));
        assertThat(names(model))
                .containsExactly(
                        "dataset",
                        "train-examples",
                        "validation-examples",
                        "test-examples",
                        "vocabulary-size",
                        "longest-sentence",
                        "first-words",
                        "model",
                        "hidden-units",
                        "embedding-units",
                        "dropout",
                        "initial-range",
                        "epochs",
                        "batch-size",
                        "update-rule",
                        "learning-rate",
                        "learning-rate-decay",
                        "gradient-clip",
                        "engine",
                        "precision",
                        "averaging.workers",
                        "averaging.frequency",
                        "seed");
        assertThat(model.svi()).isEmpty();
        assertThat(model.optimization().klWarmupEpochs()).isZero();
        assertThat(model.optimization().klStart()).isEqualTo(1);
    }

    @Test
    void textOfATextTrial_holdsEveryKeyThatMeansSomething_andReadsBack() {
        assertThat(TrialSpecParser.toJson(VAE).fieldNames()).toIterable().containsExactlyElementsOf(names(VAE));
        assertThat(TrialSpecParser.fromJson(TrialSpecParser.toJson(VAE))).isEqualTo(VAE);
    }

    @Test
    void semiAmortised_hasTheKeysOfTheRefinement_amortisedHasNot() {
        assertThat(names(VAE)).noneMatch(name -> name.startsWith("svi."));
        TrialSpec refined = VAE.with(InferenceKeys.INFERENCE, Inference.SEMI_AMORTISED);
        assertThat(refined.svi()).contains(new SviSpec(10, 1, 0.5, 5, SviDifference.CENTRAL, 1e-2, SviMode.CLEAN, 32));
        assertThat(refined.with(InferenceKeys.INFERENCE, Inference.AMORTISED)).isEqualTo(VAE);
        assertThatThrownBy(() ->
                        TrialSpecParser.fromJson(TrialSpecParser.toJson(VAE).put("svi.steps", 5)))
                .hasMessage("svi.steps means nothing to inference = amortised");
    }

    @Test
    void refinementOfImages_isWrittenButForDefaults_andReadsBack() {
        TrialSpec refined = IMAGES.with(InferenceKeys.INFERENCE, Inference.SEMI_AMORTISED);
        assertThat(TrialSpecParser.toJson(IMAGES).fieldNames()).toIterable().doesNotContain("inference");
        assertThat(TrialSpecParser.toJson(refined).fieldNames())
                .toIterable()
                .contains("inference", "svi.difference")
                .doesNotContain("svi.steps");
        assertThat(TrialSpecParser.fromJson(TrialSpecParser.toJson(refined))).isEqualTo(refined);
    }

    @Test
    void defaultsOfTheRefinement_followItsMode() {
        Map<String, Object> faithful = Map.of("inference", "semi-amortised", "svi.mode", "faithful");
        assertThat(TrialKeys.completed(faithful).svi())
                .contains(new SviSpec(10, 1, 0.5, 5, SviDifference.FORWARD, 1e-5, SviMode.FAITHFUL, 0));
        SviSpec forward = TrialKeys.completed(Map.of("inference", "semi-amortised", "svi.difference", "forward"))
                .svi()
                .orElseThrow();
        assertThat(forward.differenceStep()).isEqualTo(1e-3);
        assertThat(forward.referenceBatch()).isEqualTo(32);
        refused(
                Map.of("inference", "semi-amortised", "svi.mode", "faithful", "svi.difference", "central"),
                "svi.mode = faithful needs svi.difference = forward, not central");
        refused(
                Map.of("inference", "semi-amortised", "svi.mode", "faithful", "svi.reference-batch", 32),
                "svi.mode = faithful needs svi.reference-batch = 0, not 32");
    }

    @Test
    void schedule_hasItsKeysOnlyWhereItHalves() {
        assertThat(IMAGES.optimization().updateRule()).isEqualTo(UpdateRule.Adam.USUAL);
        assertThat(IMAGES.optimization().schedule()).isEqualTo(new LearningRateSchedule.Constant());
        TrialSpec halving = VAE.with(TrainingKeys.UPDATE_RULE, UpdateRuleKind.SGD)
                .with(TrainingKeys.LEARNING_RATE_DECAY, LearningRateDecay.HALVING);
        assertThat(halving.optimization().updateRule()).isEqualTo(new UpdateRule.Sgd());
        assertThat(halving.optimization().schedule()).isEqualTo(new LearningRateSchedule.StickyHalving(15, 0.03));
        assertThat(names(VAE)).doesNotContain("decay-from-epoch");
    }

    @Test
    void kindOfData_fitsTheModel() {
        refused(
                Map.of("dataset", "mnist", "model", "lstm-vae"),
                "dataset mnist holds images; model lstm-vae needs text: yahoo, text or grammar");
        refused(
                Map.of("dataset", "yahoo"),
                "dataset yahoo holds text; model mlp-vae needs images: strokes, binarized-mnist, mnist or omniglot");
    }

    @Test
    void textOfOnesOwn_needsItsFiles() {
        Map<String, Object> text = Map.of("dataset", "text", "model", "lstm-lm");
        refused(text, "dataset = text needs text.train, the file to train on");
        refused(with(text, "text.train", "a"), "dataset = text needs text.test, the file to report");
        Map<String, Object> two = with(with(text, "text.train", "a"), "text.test", "b");
        refused(two, "dataset = text needs text.validation, the file to select the epoch by, or text.hold-out above 0");
        assertThat(TrialKeys.completed(with(two, "text.hold-out", 5)).get(TextKeys.HOLD_OUT))
                .isEqualTo(5);
        assertThat(TrialKeys.completed(with(two, "text.validation", "c")).get(TextKeys.VALIDATION))
                .isEqualTo("c");
        refused(
                with(with(two, "text.validation", "c"), "text.hold-out", 5),
                "text.hold-out = 5 takes the place of text.validation = c; leave one of them out");
    }

    @Test
    void averaging_isForAmortisedModelsOfImages() {
        refused(
                Map.of("dataset", "yahoo", "model", "lstm-lm", "averaging.workers", 2),
                "averaging.workers = 2 needs a model of images, not model = lstm-lm");
        refused(
                Map.of("inference", "semi-amortised", "averaging.workers", 2),
                "averaging.workers = 2 needs inference = amortised");
    }

    @Test
    void valuesOutOfRange_areNamed() {
        outOfRange("dropout", 1.0, "dropout must be at least 0 and below 1 but is 1");
        outOfRange("svi.momentum", -0.5, "svi.momentum must be at least 0 and below 1 but is -0.5");
        outOfRange("svi.steps", -1, "svi.steps must be at least 0 but is -1");
        outOfRange("vocabulary-size", 4, "vocabulary-size must be at least 5 but is 4");
        outOfRange("text.train", 4, "text.train must be a text but is 4");
    }

    private static void outOfRange(String key, Object value, String message) {
        Map<String, Object> trial =
                Map.of("dataset", "text", "model", "lstm-vae", "inference", "semi-amortised", "text.train", "a");
        assertThatThrownBy(() -> TrialKeys.completed(with(trial, key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return more;
    }

    private static void refused(Map<String, Object> changes, String message) {
        assertThatThrownBy(() -> TrialKeys.completed(changes))
                .isInstanceOf(ImpossibleTrialException.class)
                .hasMessage(message);
    }

    @Test
    void shapes_haveATextForm() {
        for (DataShape shape : List.of(
                new DataShape.Images(784),
                new DataShape.Sequences(20_004, 200, ""),
                new DataShape.Sequences(27, 9, "0af1"))) {
            assertThat(DataShapeParser.fromText(DataShapeParser.toText(shape))).isEqualTo(shape);
        }
        assertThat(new DataShape.Sequences(27, 9, "").size()).isEqualTo(11);
        assertThatThrownBy(() -> DataShapeParser.fromText("sequences 3"))
                .hasMessage("\"sequences 3\" is no shape of data");
    }

    @Test
    void anotherVocabulary_isRefused() {
        DataShape trained = new DataShape.Sequences(27, 9, "0af1");
        trained.requireSame(new DataShape.Sequences(27, 9, "0af1"));
        assertThatThrownBy(() -> trained.requireSame(new DataShape.Sequences(28, 9, "0af2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the model was trained with another vocabulary (27 entries, SHA-256 0af1) than its data have"
                                + " now (28 entries, SHA-256 0af2); bring back the files that it was trained on, or remove its"
                                + " checkpoints and train it again");
        assertThatThrownBy(() -> trained.requireSame(new DataShape.Images(784)))
                .hasMessage("the model is one of sequences 27 9 0af1, its data are images 784");
    }
}
