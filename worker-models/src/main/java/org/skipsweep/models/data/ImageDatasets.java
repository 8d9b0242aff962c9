package org.skipsweep.models.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;

/**
 * Loads the data sets that trials name. Files lie below a data root on any Hadoop file system, in a folder named like
 * the data set.
 */
public final class ImageDatasets {
    private static final int MNIST_TRAIN = 50_000;

    private ImageDatasets() {}

    /**
     * The images of a trial, 28 x 28: for {@code mnist} the first 50,000 training images train and the last 10,000
     * validate. Validation and test images are always binary, drawn once from {@link Binarizer#PUBLISHED_SEED} where the
     * files are grey; training images are grey exactly if the binarisation is dynamic. For {@code omniglot} see
     * {@link Omniglot}.
     *
     * @param dataRoot the folder that holds a folder per data set; not looked at for built-in data
     * @throws DataException if a file is missing or not what it should be
     */
    public static ImageData load(DataSpec spec, URI dataRoot, Configuration conf) {
        return switch (spec.dataset()) {
            case STROKES -> strokes(spec);
            case MNIST -> mnist(spec, new SourceLoader(dataRoot, conf, Dataset.MNIST));
            case BINARIZED_MNIST -> binarized(spec, new SourceLoader(dataRoot, conf, Dataset.BINARIZED_MNIST));
            case OMNIGLOT -> new Omniglot(dataRoot, conf).load(spec);
        };
    }

    /**
     * What would keep {@link #load} from succeeding, as far as names and headers tell: one message for every file.
     *
     * @return empty if nothing was found
     */
    public static List<String> problems(DataSpec spec, URI dataRoot, Configuration conf) {
        return problems(spec.dataset(), dataRoot, conf);
    }

    /** Likewise for a data set as a whole. */
    public static List<String> problems(Dataset dataset, URI dataRoot, Configuration conf) {
        if (dataset == Dataset.OMNIGLOT) {
            return new Omniglot(dataRoot, conf).problems();
        }
        SourceLoader loader = new SourceLoader(dataRoot, conf, dataset);
        List<String> problems = new ArrayList<>();
        for (SourceFiles files : SourceFiles.of(dataset)) {
            loader.problems(files, problems);
        }
        return List.copyOf(problems);
    }

    private static ImageData strokes(DataSpec spec) {
        StrokeDigits digits = StrokeDigits.published();
        return new ImageData(
                Dataset.STROKES,
                digits.images(Part.TRAIN, size(spec.trainExamples(), StrokeDigits.TRAIN_SIZE)),
                digits.images(Part.VALIDATION, size(spec.validationExamples(), StrokeDigits.VALIDATION_SIZE)),
                digits.images(Part.TEST, size(spec.testExamples(), StrokeDigits.TEST_SIZE)),
                new TreeMap<>());
    }

    private static int size(int wanted, int usual) {
        return wanted == DataSpec.ALL ? usual : wanted;
    }

    private static ImageData mnist(DataSpec spec, SourceLoader loader) {
        ImageSet training = loader.read(SourceFiles.MNIST_TRAIN, PixelKind.GREY);
        ImageSet test = loader.read(SourceFiles.MNIST_TEST, PixelKind.GREY).first(spec.testExamples());
        ImageSet train = training.range(0, Math.min(MNIST_TRAIN, spec.trainExamples()));
        ImageSet validation = training.range(MNIST_TRAIN, training.size()).first(spec.validationExamples());
        return new ImageData(
                Dataset.MNIST,
                spec.binarization() == Binarization.DYNAMIC ? train : Binarizer.once(train, Part.TRAIN),
                Binarizer.once(validation, Part.VALIDATION),
                Binarizer.once(test, Part.TEST),
                loader.checksums());
    }

    private static ImageData binarized(DataSpec spec, SourceLoader loader) {
        return new ImageData(
                Dataset.BINARIZED_MNIST,
                loader.read(SourceFiles.BINARIZED_TRAIN, PixelKind.BINARY).first(spec.trainExamples()),
                loader.read(SourceFiles.BINARIZED_VALIDATION, PixelKind.BINARY).first(spec.validationExamples()),
                loader.read(SourceFiles.BINARIZED_TEST, PixelKind.BINARY).first(spec.testExamples()),
                loader.checksums());
    }
}
