package org.skipsweep.models.data.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.trial.DataShape;

/**
 * Where the images of one file-based set, and their labels, lie below the data root. Every file may have {@code .gz}
 * appended.
 *
 * @param images an IDX file of size x 28 x 28
 * @param labels an IDX file of size values below {@code classes}
 * @param classes number of classes
 * @param labelled whether the labels must be there
 * @param text the images as text instead, without labels, if that form exists
 * @param size number of images
 */
public record SourceFiles(
        String images, String labels, int classes, Labelled labelled, Optional<String> text, int size) {
    public static final int SIDE = 28;
    public static final DataShape SHAPE = new DataShape.Images(SIDE * SIDE);
    static final int DIGITS = 10;
    public static final int ALPHABETS = 50;

    public enum Labelled {
        ALWAYS,
        IF_PRESENT
    }

    public static final SourceFiles MNIST_TRAIN = mnist("train", 60_000);
    public static final SourceFiles MNIST_TEST = mnist("t10k", 10_000);
    public static final SourceFiles BINARIZED_TRAIN = binarized("train", 50_000);
    public static final SourceFiles BINARIZED_VALIDATION = binarized("valid", 10_000);
    public static final SourceFiles BINARIZED_TEST = binarized("test", 10_000);
    public static final SourceFiles OMNIGLOT_TRAIN = omniglot("train", 24_345);
    public static final SourceFiles OMNIGLOT_TEST = omniglot("test", 8_070);

    private static SourceFiles mnist(String part, int size) {
        String start = "mnist/" + part;
        return new SourceFiles(
                start + "-images-idx3-ubyte",
                start + "-labels-idx1-ubyte",
                DIGITS,
                Labelled.ALWAYS,
                Optional.empty(),
                size);
    }

    private static SourceFiles binarized(String part, int size) {
        String start = "binarized-mnist/binarized-mnist-" + part;
        return new SourceFiles(
                start + "-images-idx3-ubyte",
                start + "-labels-idx1-ubyte",
                DIGITS,
                Labelled.IF_PRESENT,
                Optional.of("binarized-mnist/binarized_mnist_" + part + ".amat"),
                size);
    }

    private static SourceFiles omniglot(String part, int size) {
        String start = "omniglot/omniglot-" + part;
        return new SourceFiles(
                start + "-images-idx3-ubyte",
                start + "-alphabets-idx1-ubyte",
                ALPHABETS,
                Labelled.ALWAYS,
                Optional.empty(),
                size);
    }

    public int[] imageDims() {
        return new int[] {size, SIDE, SIDE};
    }

    public int[] labelDims() {
        return new int[] {size};
    }

    /** The path below {@code root} at which {@code name} lies, packed or plain, if it does. */
    public static Optional<String> locate(String name, DataRoot root) {
        return Stream.of(name + ".gz", name)
                .filter(candidate -> exists(root.path(candidate), root.configuration()))
                .findFirst();
    }

    private static boolean exists(Path path, Configuration conf) {
        try {
            return path.getFileSystem(conf).getFileStatus(path).isFile();
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw IdxFile.unreadable(path.toString(), e);
        }
    }

    /**
     * Makes sure that a file has the sizes that it should have.
     *
     * @throws DataException if {@code found} is not {@code expected}
     */
    public static void checkDims(String name, int[] found, int[] expected) {
        if (!Arrays.equals(found, expected)) {
            throw new DataException(
                    name + ": holds " + IdxFile.describe(found) + " values, expected " + IdxFile.describe(expected));
        }
    }
}
