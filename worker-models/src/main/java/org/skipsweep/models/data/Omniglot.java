package org.skipsweep.models.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;
import org.skipsweep.models.trial.Shuffle;

/**
 * Omniglot, 28 x 28, upright, labelled by alphabet (0 to 49): {@code omniglot/chardata.mat} as published or, where that is
 * not there, the same images as IDX files (model spec B.1).
 *
 * <p>Both parts are shuffled once from {@link Binarizer#PUBLISHED_SEED}, so that a limit takes a fair sample; the last
 * 2,000 of the 24,345 training images validate. Grey levels are held in 255ths, within 0.002 of the published numbers.
 */
final class Omniglot {
    static final String MAT = "omniglot/chardata.mat";
    static final int VALIDATION = 2_000;

    private final URI root;
    private final Configuration conf;

    Omniglot(URI root, Configuration conf) {
        this.root = root;
        this.conf = conf;
    }

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

    /**
     * The images of a trial.
     *
     * @throws DataException if a file is missing or not what it should be
     */
    ImageData load(DataSpec spec) {
        Stored stored = mat().isPresent() ? fromMat(mat().get()) : fromIdx();
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

    /** What would keep {@link #load} from succeeding, as far as names and headers tell. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (mat().isPresent()) {
            SourceLoader.collect(problems, () -> {
                MatFile file = MatFile.read(SourceFiles.path(root, mat().get()), Set.of(), conf);
                for (Variables part : List.of(Variables.TRAIN, Variables.TEST)) {
                    SourceLoader.collect(problems, () -> file.check(part.images(), pixels(), part.size()));
                    SourceLoader.collect(
                            problems, () -> file.check(part.alphabets(), SourceFiles.ALPHABETS, part.size()));
                }
            });
        } else if (idx()) {
            SourceLoader loader = new SourceLoader(root, conf, Dataset.OMNIGLOT);
            SourceFiles.of(Dataset.OMNIGLOT).forEach(files -> loader.problems(files, problems));
        } else {
            problems.add(missing());
        }
        return List.copyOf(problems);
    }

    private Optional<String> mat() {
        return SourceFiles.locate(MAT, root, conf);
    }

    /** Whether any of the IDX files is there. */
    boolean idx() {
        return SourceFiles.of(Dataset.OMNIGLOT).stream()
                .flatMap(files -> List.of(files.images(), files.labels()).stream())
                .anyMatch(name -> SourceFiles.locate(name, root, conf).isPresent());
    }

    private String missing() {
        return SourceFiles.path(root, MAT) + ": not found, nor the same images as IDX files beside it, "
                + SourceFiles.OMNIGLOT_TRAIN.images().substring("omniglot/".length())
                + ".gz and so on. To fetch it: sweep data fetch omniglot --data " + SourceFiles.shown(root);
    }

    private Stored fromIdx() {
        if (!idx()) {
            throw new DataException(missing());
        }
        SourceLoader loader = new SourceLoader(root, conf, Dataset.OMNIGLOT);
        ImageSet train = loader.read(SourceFiles.OMNIGLOT_TRAIN, PixelKind.GREY);
        ImageSet test = loader.read(SourceFiles.OMNIGLOT_TEST, PixelKind.GREY);
        return new Stored(train, test, loader.checksums());
    }

    private Stored fromMat(String name) {
        MatFile file = MatFile.read(
                SourceFiles.path(root, name),
                Set.of(
                        Variables.TRAIN.images(),
                        Variables.TRAIN.alphabets(),
                        Variables.TEST.images(),
                        Variables.TEST.alphabets()),
                conf);
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
