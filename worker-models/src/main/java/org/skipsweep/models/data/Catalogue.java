package org.skipsweep.models.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.skipsweep.models.data.Checksum.Algorithm;
import org.skipsweep.models.trial.Dataset;

/** The published files of each data set, with their public homes and checksums. */
public final class Catalogue {
    private static final List<String> MNIST_HOMES = List.of(
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/");
    private static final List<String> BINARIZED_HOMES =
            List.of("http://www.cs.toronto.edu/~larocheh/public/datasets/binarized_mnist/");

    private static final List<PublishedFile> MNIST = List.of(
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

    private static final List<PublishedFile> BINARIZED_MNIST = List.of(
            binarized("train", 78_400_000, "ad693b29f94c14277b095f5238ddefbbdaaae0939789dd2f4f0205278cee3e4d"),
            binarized("valid", 15_680_000, "1de3d397c40fe8eeb33dafd4099a1f665ec01e96d9be234aaeeac8a34930e2e2"),
            binarized("test", 15_680_000, "e6687bfea3f820c174f33b7865140b2a2dd2930ef786f35d45795fc193b5ab2c"));

    /** Its SHA-256 and length are not known to us; loaders give the MD5, its repository the git blob. */
    private static final List<PublishedFile> OMNIGLOT = List.of(new PublishedFile(
            Omniglot.MAT,
            OptionalLong.empty(),
            List.of(
                    new Checksum(Algorithm.GIT_BLOB, "016a3536ffe5e1d38e42563a18d7a78bfaf643ec"),
                    new Checksum(Algorithm.MD5, "21ecaf34373511aa7691cf2e0802aa3d")),
            Optional.empty(),
            List.of(
                    URI.create("https://raw.githubusercontent.com/yburda/iwae/"
                            + "78a6075484bd7dd6f47a4bb9880d2295bc7a5220/datasets/OMNIGLOT/chardata.mat"),
                    URI.create("https://github.com/yburda/iwae/raw/master/datasets/OMNIGLOT/chardata.mat"))));

    private Catalogue() {}

    /** The files to fetch for a data set; none if it is built in. */
    public static List<PublishedFile> files(Dataset dataset) {
        return switch (dataset) {
            case STROKES -> List.of();
            case MNIST -> MNIST;
            case BINARIZED_MNIST -> BINARIZED_MNIST;
            case OMNIGLOT -> OMNIGLOT;
        };
    }

    /** Number of training, validation and test images. */
    public static List<Integer> sizes(Dataset dataset) {
        return switch (dataset) {
            case STROKES -> List.of(StrokeDigits.TRAIN_SIZE, StrokeDigits.VALIDATION_SIZE, StrokeDigits.TEST_SIZE);
            case MNIST, BINARIZED_MNIST -> List.of(50_000, 10_000, 10_000);
            case OMNIGLOT -> List.of(
                    SourceFiles.OMNIGLOT_TRAIN.size() - Omniglot.VALIDATION,
                    Omniglot.VALIDATION,
                    SourceFiles.OMNIGLOT_TEST.size());
        };
    }

    /** SHA-256 of the unpacked form of the published file of that path without {@code .gz}, if it is known. */
    static Optional<String> contentSha256(String path) {
        return Stream.of(MNIST, BINARIZED_MNIST, OMNIGLOT)
                .flatMap(List::stream)
                .filter(file -> file.path().equals(path) || file.path().equals(path + ".gz"))
                .flatMap(file -> file.contentSha256().stream())
                .findFirst();
    }

    private static PublishedFile mnist(String name, long bytes, String sha256, String contentSha256) {
        return published("mnist/" + name, bytes, sha256, contentSha256, homes(MNIST_HOMES, name));
    }

    private static PublishedFile binarized(String part, long bytes, String sha256) {
        String name = "binarized_mnist_" + part + ".amat";
        return published("binarized-mnist/" + name, bytes, sha256, sha256, homes(BINARIZED_HOMES, name));
    }

    private static PublishedFile published(
            String path, long bytes, String sha256, String contentSha256, List<URI> homes) {
        List<Checksum> checksums = List.of(new Checksum(Algorithm.SHA_256, sha256));
        return new PublishedFile(path, OptionalLong.of(bytes), checksums, Optional.of(contentSha256), homes);
    }

    private static List<URI> homes(List<String> folders, String name) {
        return folders.stream().map(folder -> URI.create(folder + name)).toList();
    }
}
