package org.skipsweep.models.data;

import java.util.List;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.SourceLoader;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/** The fixed binarisation of MNIST by Larochelle and Murray (2011), as IDX files or as the published text. */
final class BinarizedMnistSource implements IdxSource {
    private static final List<SourceFiles> PARTS =
            List.of(SourceFiles.BINARIZED_TRAIN, SourceFiles.BINARIZED_VALIDATION, SourceFiles.BINARIZED_TEST);
    private static final List<String> HOMES =
            List.of("http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/");
    private static final List<PublishedFile> FILES = List.of(
            binarized("train", 78_400_000, "ad693b29f94c14277b095f5238ddefbbdaaae0939789dd2f4f0205278cee3e4d"),
            binarized("valid", 15_680_000, "1de3d397c40fe8eeb33dafd4099a1f665ec01e96d9be234aaeeac8a34930e2e2"),
            binarized("test", 15_680_000, "e6687bfea3f820c174f33b7865140b2a2dd2930ef786f35d45795fc193b5ab2c"));

    private static PublishedFile binarized(String part, long bytes, String sha256) {
        String name = "binarized_mnist_" + part + ".amat";
        return PublishedFile.of("binarized-mnist/" + name, bytes, sha256, sha256, HOMES);
    }

    @Override
    public ImageData load(TrialSpec spec, DataRoot root) {
        DataSpec wanted = spec.data();
        SourceLoader loader = new SourceLoader(root, dataset());
        return new ImageData(
                dataset(),
                loader.read(SourceFiles.BINARIZED_TRAIN, PixelKind.BINARY).first(wanted.trainExamples()),
                loader.read(SourceFiles.BINARIZED_VALIDATION, PixelKind.BINARY).first(wanted.validationExamples()),
                loader.read(SourceFiles.BINARIZED_TEST, PixelKind.BINARY).first(wanted.testExamples()),
                loader.checksums());
    }

    @Override
    public Dataset dataset() {
        return Dataset.BINARIZED_MNIST;
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
        return PARTS.stream().map(SourceFiles::size).toList();
    }
}
