package org.skipsweep.models.data.strokes;

import java.util.List;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.MadeData;
import org.skipsweep.models.data.MadeSource;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/** Digits that the program draws itself, as many as are wanted. */
public final class StrokesSource implements MadeSource {
    @Override
    public ImageData load(TrialSpec spec, DataRoot root) {
        DataSpec wanted = spec.data();
        StrokeDigits digits = StrokeDigits.published();
        ImageSet train = digits.images(Part.TRAIN, size(Part.TRAIN, wanted.trainExamples()));
        ImageSet validation = digits.images(Part.VALIDATION, size(Part.VALIDATION, wanted.validationExamples()));
        ImageSet test = digits.images(Part.TEST, size(Part.TEST, wanted.testExamples()));
        return new ImageData(
                Dataset.STROKES, train, validation, test, MadeData.checksums(Dataset.STROKES, train, validation, test));
    }

    @Override
    public DataShape shape(TrialSpec spec) {
        return SourceFiles.SHAPE;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(StrokeDigits.TRAIN_SIZE, StrokeDigits.VALIDATION_SIZE, StrokeDigits.TEST_SIZE);
    }
}
