package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say which examples a trial sees. */
public final class DataKeys {
    /** Which examples a trial sees. */
    public static final TrialKey<Dataset> DATASET = TrialKey.original(
            "dataset",
            new ValueType.OneOf<>(Dataset.class),
            Range.any(),
            Dataset.STROKES,
            FamilyGroups.EVERY,
            """
            The examples. Images: strokes (drawn from stroke descriptions, no download), mnist (grey), binarized-mnist \
            (Larochelle) or omniglot (grey). Text: grammar (sentences of a small grammar, no download), yahoo (questions \
            and answers) or text (files of your own).""");

    /** How grey images become binary. */
    public static final TrialKey<Binarization> BINARIZATION = TrialKey.original(
            "binarization",
            new ValueType.OneOf<>(Binarization.class),
            Range.any(),
            null,
            FamilyGroups.IMAGES,
            """
            How grey images become binary: dynamic (a new draw of every training image in every epoch) or static (one \
            draw from a published seed); none for images that are binary already. Left out: dynamic for mnist and \
            omniglot, none for the others.""");

    /** At most so many training examples. */
    public static final TrialKey<Integer> TRAIN_EXAMPLES = TrialKey.original(
            "train-examples",
            new ValueType.Count(),
            Range.atLeast(1),
            DataSpec.ALL,
            FamilyGroups.EVERY,
            """
            Use only the first examples of each set: a number, or all. The test images of binarized-mnist are sorted by \
            digit: fewer than all of them are zeros first, no fair sample. Those of the other sets are mixed.""");

    /** At most so many examples to select the epoch by. */
    public static final TrialKey<Integer> VALIDATION_EXAMPLES = TrialKey.original(
            "validation-examples", new ValueType.Count(), Range.atLeast(1), DataSpec.ALL, FamilyGroups.EVERY, "");

    /** At most so many examples to report. */
    public static final TrialKey<Integer> TEST_EXAMPLES = TrialKey.original(
            "test-examples", new ValueType.Count(), Range.atLeast(2), DataSpec.ALL, FamilyGroups.EVERY, "");

    static final List<TrialKey<?>> ALL =
            List.of(DATASET, BINARIZATION, TRAIN_EXAMPLES, VALIDATION_EXAMPLES, TEST_EXAMPLES);

    private DataKeys() {}
}
