package org.skipsweep.models.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skipsweep.models.data.fetch.Checksum;
import org.skipsweep.models.data.fetch.Checksum.Algorithm;
import org.skipsweep.models.data.fetch.DataCheck;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.CharacterMatrix;
import org.skipsweep.models.data.file.FetchAdvice;
import org.skipsweep.models.data.file.MatFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.SourceLoader;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/**
 * Omniglot, 28 x 28, upright, labelled by alphabet (0 to 49): {@code omniglot/chardata.mat} as published or, where that is
 * not there, the same images as IDX files (model spec B.1).
 *
 * <p>Both parts are shuffled once from {@link Binarizer#PUBLISHED_SEED}, so that a limit takes a fair sample; the last
 * 2,000 of the 24,345 training images validate. Grey levels are held in 255ths, within 0.002 of the published numbers.
 */
final class OmniglotSource implements DatasetSource {
    static final String MAT = "omniglot/chardata.mat";
    static final int VALIDATION = 2_000;

    private static final List<SourceFiles> PARTS = List.of(SourceFiles.OMNIGLOT_TRAIN, SourceFiles.OMNIGLOT_TEST);
    /** Its SHA-256 and length are not known to us; loaders give the MD5, its repository the git blob. */
    private static final List<PublishedFile> FILES = List.of(new PublishedFile(
            MAT,
            OptionalLong.empty(),
            List.of(
                    new Checksum(Algorithm.GIT_BLOB, "016a3536ffe5e1d38e42563a18d7a78bfaf643ec"),
                    new Checksum(Algorithm.MD5, "21ecaf34373511aa7691cf2e0802aa3d")),
            Optional.empty(),
            List.of(
                    URI.create("https://raw.githubusercontent.com/yburda/iwae/"
                            + "78a6075484bd7dd6f47a4bb9880d2295bc7a5220/datasets/OMNIGLOT/chardata.mat"),
                    URI.create("https://github.com/yburda/iwae/raw/master/datasets/OMNIGLOT/chardata.mat"))));

    /** Both parts as stored, and the checksums of what was read. */
    private record Stored(ImageSet train, ImageSet test, Map<String, String> checksums) {}

    /** The variables of {@code chardata.mat} that hold one part. */
    private record Variables(String images, String alphabets, SourceFiles files) {
        static final Variables TRAIN = new Variables("data", "target", SourceFiles.OMNIGLOT_TRAIN);
        static final Variables TEST = new Variables("testdata", "testtarget", SourceFiles.OMNIGLOT_TEST);

        int size() {
            return files.size();
        }
    }

    @Override
    public ImageData load(TrialSpec trial, DataRoot root) {
        DataSpec spec = trial.data();
        Optional<String> mat = mat(root);
        Stored stored = mat.isPresent() ? fromMat(mat.get(), root) : fromIdx(root);
        ImageSet training = shuffled(stored.train(), Part.TRAIN);
        int trainSize = training.size() - VALIDATION;
        ImageSet train = training.range(0, Math.min(trainSize, spec.trainExamples()));
        ImageSet validation = training.range(trainSize, training.size()).first(spec.validationExamples());
        ImageSet test = shuffled(stored.test(), Part.TEST).first(spec.testExamples());
        return new ImageData(
                Dataset.OMNIGLOT,
                spec.binarization() == Binarization.DYNAMIC ? train : Binarizer.once(train, Part.TRAIN),
                Binarizer.once(validation, Part.VALIDATION),
                Binarizer.once(test, Part.TEST),
                new TreeMap<>(stored.checksums()));
    }

    @Override
    public List<String> problems(DataRoot root) {
        Optional<String> mat = mat(root);
        if (mat.isPresent()) {
            return problems(mat.get(), root);
        }
        return idx(root) ? new SourceLoader(root, Dataset.OMNIGLOT).problems(PARTS) : List.of(missing(root));
    }

    private static List<String> problems(String mat, DataRoot root) {
        List<String> problems = new ArrayList<>();
        SourceLoader.collect(problems, () -> {
            MatFile file = MatFile.read(root.path(mat), Set.of(), root.configuration());
            for (Variables part : List.of(Variables.TRAIN, Variables.TEST)) {
                SourceLoader.collect(problems, () -> file.check(part.images(), pixels(), part.size()));
                SourceLoader.collect(problems, () -> file.check(part.alphabets(), SourceFiles.ALPHABETS, part.size()));
            }
        });
        return List.copyOf(problems);
    }

    @Override
    public List<FileReport> check(DataRoot root) {
        DataCheck check = new DataCheck(Dataset.OMNIGLOT, FILES, root);
        Optional<String> mat = mat(root);
        if (mat.isPresent()) {
            return List.of(check.asPublished(mat.get(), FILES.get(0)));
        }
        return idx(root) ? check.reports(PARTS) : List.of(check.missing(MAT));
    }

    @Override
    public DataShape shape(TrialSpec spec) {
        return SourceFiles.SHAPE;
    }

    @Override
    public List<PublishedFile> files() {
        return FILES;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(SourceFiles.OMNIGLOT_TRAIN.size() - VALIDATION, VALIDATION, SourceFiles.OMNIGLOT_TEST.size());
    }

    private static Optional<String> mat(DataRoot root) {
        return SourceFiles.locate(MAT, root);
    }

    /** Whether any of the IDX files is there. */
    private static boolean idx(DataRoot root) {
        return PARTS.stream()
                .flatMap(files -> Stream.of(files.images(), files.labels()))
                .anyMatch(name -> SourceFiles.locate(name, root).isPresent());
    }

    private static String missing(DataRoot root) {
        return root.path(MAT) + ": not found, nor the same images as IDX files beside it, "
                + SourceFiles.OMNIGLOT_TRAIN.images().substring("omniglot/".length())
                + ".gz and so on. " + FetchAdvice.of(Dataset.OMNIGLOT, root);
    }

    private static Stored fromIdx(DataRoot root) {
        if (!idx(root)) {
            throw new DataException(missing(root));
        }
        SourceLoader loader = new SourceLoader(root, Dataset.OMNIGLOT);
        ImageSet train = loader.read(SourceFiles.OMNIGLOT_TRAIN, PixelKind.GREY);
        ImageSet test = loader.read(SourceFiles.OMNIGLOT_TEST, PixelKind.GREY);
        return new Stored(train, test, loader.checksums());
    }

    private static Stored fromMat(String name, DataRoot root) {
        MatFile file = MatFile.read(
                root.path(name),
                Set.of(
                        Variables.TRAIN.images(),
                        Variables.TRAIN.alphabets(),
                        Variables.TEST.images(),
                        Variables.TEST.alphabets()),
                root.configuration());
        return new Stored(read(file, Variables.TRAIN), read(file, Variables.TEST), Map.of(name, file.sha256()));
    }

    private static ImageSet read(MatFile file, Variables part) {
        return CharacterMatrix.images(file, part.images(), part.alphabets(), part.size());
    }

    private static int pixels() {
        return SourceFiles.SIDE * SourceFiles.SIDE;
    }

    /** All images in an order that depends on the published seed, the part and their number only. */
    static ImageSet shuffled(ImageSet images, Part part) {
        Draws draws = new Draws(Binarizer.PUBLISHED_SEED);
        return images.reordered(Shuffle.of(images.size(), draws.of(Purpose.SPLIT, part.stream())));
    }
}
