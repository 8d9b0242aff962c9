package org.skipsweep.models.data.strokes;

import java.util.List;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.MadeData;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/** Digits that the program draws itself, as many as are wanted. */
public final class StrokesSource implements DatasetSource {
    @Override
    public ImageData load(TrialSpec spec, DataRoot root) {
        DataSpec wanted = spec.data();
        StrokeDigits digits = StrokeDigits.published();
        ImageSet train = digits.images(Part.TRAIN, size(wanted.trainExamples(), StrokeDigits.TRAIN_SIZE));
        ImageSet validation =
                digits.images(Part.VALIDATION, size(wanted.validationExamples(), StrokeDigits.VALIDATION_SIZE));
        ImageSet test = digits.images(Part.TEST, size(wanted.testExamples(), StrokeDigits.TEST_SIZE));
        return new ImageData(
                Dataset.STROKES, train, validation, test, MadeData.checksums(Dataset.STROKES, train, validation, test));
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
    public boolean made() {
        return true;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(StrokeDigits.TRAIN_SIZE, StrokeDigits.VALIDATION_SIZE, StrokeDigits.TEST_SIZE);
    }
}
