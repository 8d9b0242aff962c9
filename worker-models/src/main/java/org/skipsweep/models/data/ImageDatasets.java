package org.skipsweep.models.data;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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
     * files are grey; training images are grey exactly if the binarisation is dynamic.
     *
     * @param dataRoot the folder that holds a folder per data set; not looked at for built-in data
     * @throws DataException if a file is missing or not what it should be
     */
    public static ImageData load(DataSpec spec, URI dataRoot, Configuration conf) {
        return switch (spec.dataset()) {
            case STROKES -> strokes(spec);
            case MNIST -> mnist(spec, new Loader(dataRoot, conf, Dataset.MNIST));
            case BINARIZED_MNIST -> binarized(spec, new Loader(dataRoot, conf, Dataset.BINARIZED_MNIST));
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
        Loader loader = new Loader(dataRoot, conf, dataset);
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

    private static ImageData mnist(DataSpec spec, Loader loader) {
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

    private static ImageData binarized(DataSpec spec, Loader loader) {
        return new ImageData(
                Dataset.BINARIZED_MNIST,
                loader.read(SourceFiles.BINARIZED_TRAIN, PixelKind.BINARY).first(spec.trainExamples()),
                loader.read(SourceFiles.BINARIZED_VALIDATION, PixelKind.BINARY).first(spec.validationExamples()),
                loader.read(SourceFiles.BINARIZED_TEST, PixelKind.BINARY).first(spec.testExamples()),
                loader.checksums());
    }

    /** Reads files below one root and remembers their checksums. */
    private static final class Loader {
        private final URI root;
        private final Configuration conf;
        private final Dataset dataset;
        private final SortedMap<String, String> checksums = new TreeMap<>();

        Loader(URI root, Configuration conf, Dataset dataset) {
            this.root = root;
            this.conf = conf;
            this.dataset = dataset;
        }

        SortedMap<String, String> checksums() {
            return checksums;
        }

        ImageSet read(SourceFiles files, PixelKind kind) {
            Optional<String> images = locate(files.images());
            Optional<String> text = files.text().flatMap(this::locate);
            if (images.isEmpty() && text.isPresent()) {
                return readText(text.get(), files);
            }
            byte[] pixels =
                    readIdx(images.orElseThrow(() -> missing(files.images(), files.imageDims())), files.imageDims());
            if (kind == PixelKind.BINARY) {
                stretch(images.get(), pixels);
            }
            return new ImageSet(SourceFiles.SIDE, SourceFiles.SIDE, kind, pixels, readLabels(files));
        }

        void problems(SourceFiles files, List<String> problems) {
            Optional<String> images = locate(files.images());
            Optional<String> text = files.text().flatMap(this::locate);
            collect(problems, () -> {
                if (images.isEmpty() && text.isPresent()) {
                    AmatFile.checkStart(SourceFiles.path(root, text.get()), conf);
                } else {
                    checkDims(images.orElseThrow(() -> missing(files.images(), files.imageDims())), files.imageDims());
                }
            });
            Optional<String> labels = locate(files.labels());
            if (labels.isPresent() || files.labelled() == SourceFiles.Labelled.ALWAYS) {
                collect(
                        problems,
                        () -> checkDims(
                                labels.orElseThrow(() -> missing(files.labels(), files.labelDims())),
                                files.labelDims()));
            }
        }

        private static void collect(List<String> problems, Runnable check) {
            try {
                check.run();
            } catch (DataException e) {
                problems.add(e.getMessage());
            }
        }

        private Optional<String> locate(String name) {
            return SourceFiles.locate(name, root, conf);
        }

        private void checkDims(String name, int[] expected) {
            int[] dims = IdxFile.readDims(SourceFiles.path(root, name), conf);
            SourceFiles.checkDims(SourceFiles.path(root, name).toString(), dims, expected);
        }

        private byte[] readIdx(String name, int[] expected) {
            IdxFile file = IdxFile.read(SourceFiles.path(root, name), conf);
            SourceFiles.checkDims(file.name(), file.dims(), expected);
            checksums.put(name, file.sha256());
            return file.bytes();
        }

        private ImageSet readText(String name, SourceFiles files) {
            AmatFile file = AmatFile.read(SourceFiles.path(root, name), files.size(), conf);
            checksums.put(name, file.sha256());
            return file.images();
        }

        private byte[] readLabels(SourceFiles files) {
            Optional<String> found = locate(files.labels());
            if (found.isEmpty() && files.labelled() == SourceFiles.Labelled.IF_PRESENT) {
                return new byte[0];
            }
            String name = found.orElseThrow(() -> missing(files.labels(), files.labelDims()));
            byte[] labels = readIdx(name, files.labelDims());
            for (int i = 0; i < labels.length; i++) {
                requireBelow(name, i, labels[i], SourceFiles.CLASSES);
            }
            return labels;
        }

        /** Turns stored 0 and 1 into 0 and 255. */
        private void stretch(String name, byte[] pixels) {
            for (int i = 0; i < pixels.length; i++) {
                requireBelow(name, i, pixels[i], 2);
                pixels[i] = (byte) -pixels[i];
            }
        }

        private void requireBelow(String name, int position, byte value, int bound) {
            if ((value & 0xFF) >= bound) {
                throw new DataException(SourceFiles.path(root, name) + ": value " + (value & 0xFF) + " at position "
                        + IdxFile.grouped(position) + ", expected 0 to " + (bound - 1));
            }
        }

        private DataException missing(String name, int[] dims) {
            return new DataException(SourceFiles.path(root, name) + ".gz: not found, nor without .gz; expected "
                    + IdxFile.describe(dims) + " values as an IDX file. To fetch it: sweep data fetch "
                    + dataset.label() + " --data " + SourceFiles.shown(root));
        }
    }
}
