package org.skipsweep.models.data;

import java.util.List;
import java.util.TreeMap;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/** Digits that the program draws itself, as many as are wanted. */
final class StrokesSource implements DatasetSource {
    @Override
    public ImageData load(TrialSpec spec, DataRoot root) {
        DataSpec wanted = spec.data();
        StrokeDigits digits = StrokeDigits.published();
        return new ImageData(
                Dataset.STROKES,
                digits.images(Part.TRAIN, size(wanted.trainExamples(), StrokeDigits.TRAIN_SIZE)),
                digits.images(Part.VALIDATION, size(wanted.validationExamples(), StrokeDigits.VALIDATION_SIZE)),
                digits.images(Part.TEST, size(wanted.testExamples(), StrokeDigits.TEST_SIZE)),
                new TreeMap<>());
    }

    private static int size(int wanted, int usual) {
        return wanted == DataSpec.ALL ? usual : wanted;
    }

    @Override
    public List<String> problems(DataRoot root) {
        return List.of();
    }

    @Override
    public List<FileReport> check(DataRoot root) {
        return List.of();
    }

    @Override
    public DataShape shape(TrialSpec spec) {
        return SourceFiles.SHAPE;
    }

    @Override
    public List<PublishedFile> files() {
        return List.of();
    }

    @Override
    public List<Integer> sizes() {
        return List.of(StrokeDigits.TRAIN_SIZE, StrokeDigits.VALIDATION_SIZE, StrokeDigits.TEST_SIZE);
    }
}
