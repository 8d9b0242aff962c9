package org.skipsweep.models.data;

import java.util.List;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.SourceLoader;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The four original grey-level MNIST files: the first 50,000 training images train and the last 10,000 validate. Validation
 * and test images are binary, drawn once from {@link Binarizer#PUBLISHED_SEED}; training images are grey exactly if the
 * binarisation is dynamic.
 */
final class MnistSource implements IdxSource {
    private static final int TRAIN = 50_000;
    private static final List<SourceFiles> PARTS = List.of(SourceFiles.MNIST_TRAIN, SourceFiles.MNIST_TEST);
    private static final List<String> HOMES = List.of(
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/");
    private static final List<PublishedFile> FILES = List.of(
            mnist(
                    "train-images-idx3-ubyte.gz",
                    9_912_422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            mnist(
                    "train-labels-idx1-ubyte.gz",
                    28_881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            mnist(
                    "t10k-images-idx3-ubyte.gz",
                    1_648_877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            mnist(
                    "t10k-labels-idx1-ubyte.gz",
                    4_542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private static PublishedFile mnist(String name, long bytes, String sha256, String contentSha256) {
        return PublishedFile.of("mnist/" + name, bytes, sha256, contentSha256, HOMES);
    }

    @Override
    public ImageData load(TrialSpec spec, DataRoot root) {
        DataSpec wanted = spec.data();
        SourceLoader loader = new SourceLoader(root, dataset());
        ImageSet training = loader.read(SourceFiles.MNIST_TRAIN, PixelKind.GREY);
        ImageSet test = loader.read(SourceFiles.MNIST_TEST, PixelKind.GREY).first(wanted.testExamples());
        ImageSet train = training.range(0, Math.min(TRAIN, wanted.trainExamples()));
        ImageSet validation = training.range(TRAIN, training.size()).first(wanted.validationExamples());
        return new ImageData(
                dataset(),
                wanted.binarization() == Binarization.DYNAMIC ? train : Binarizer.once(train, Part.TRAIN),
                Binarizer.once(validation, Part.VALIDATION),
                Binarizer.once(test, Part.TEST),
                loader.checksums());
    }

    @Override
    public Dataset dataset() {
        return Dataset.MNIST;
    }

    @Override
    public List<SourceFiles> parts() {
        return PARTS;
    }

    @Override
    public List<PublishedFile> files() {
        return FILES;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(TRAIN, SourceFiles.MNIST_TRAIN.size() - TRAIN, SourceFiles.MNIST_TEST.size());
    }
}
