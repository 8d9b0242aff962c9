package org.skipsweep.driver.reduce;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.driver.sweep.plan.Reduction;

/** A table of the paper over VAE and SKIP-VAE: which trials its cells compare with, and what a full run takes. */
enum PaperTable {
    /** PixelCNN decoder with nine layers on MNIST, by size of the latent variable. */
    TABLE1(1, "image-vae", Optional.empty()),
    /** PixelCNN decoder with 20 latent dimensions on MNIST and Omniglot, by number of layers. */
    TABLE2(2, "image-vae", Optional.empty()),
    /** Multilayer perceptrons on MNIST, by number of layers. */
    TABLE3(3, "mlp-vae", Optional.of(512));

    /** Passes over the training set of every trial in the paper. */
    static final int EPOCHS = 100;

    private final int number;
    private final String family;
    private final Optional<Integer> hiddenUnits;

    PaperTable(int number, String family, Optional<Integer> hiddenUnits) {
        this.number = number;
        this.family = family;
        this.hiddenUnits = hiddenUnits;
    }

    /** Images that the paper uses. */
    enum Source {
        MNIST("MNIST", "mnist", 50_000, 10_000),
        OMNIGLOT("Omniglot", "omniglot", 22_345, 8_070);

        private final String title;
        private final String label;
        private final int trainExamples;
        private final int testExamples;

        Source(String title, String label, int trainExamples, int testExamples) {
            this.title = title;
            this.label = label;
            this.trainExamples = trainExamples;
            this.testExamples = testExamples;
        }

        /** Its name in sentences. */
        String title() {
            return title;
        }

        /** Its name in the paper's numbers as {@link PaperTables} gives them. */
        String label() {
            return label;
        }

        /** The data sets of ours, by label, that hold these images. */
        Set<String> datasets() {
            return switch (this) {
                case MNIST -> Set.of("mnist", "binarized-mnist");
                case OMNIGLOT -> Set.of("omniglot");
            };
        }

        /** Training images of a full run. */
        int trainExamples() {
            return trainExamples;
        }

        /** Test images of a full run. */
        int testExamples() {
            return testExamples;
        }
    }

    /**
     * The tables whose cells a reduction stands beside, in the order in which they are asked for one.
     *
     * @param families model families of the trials; {@link Reduction#SETTINGS} goes by them
     */
    static List<PaperTable> of(Reduction reduction, Set<String> families) {
        return switch (reduction) {
            case TABLE1 -> List.of(TABLE1);
            case TABLE2 -> List.of(TABLE2);
            case TABLE3 -> List.of(TABLE3);
            case SETTINGS, FIGURE1, FIGURE2, CLASSIFICATION -> families.contains(TABLE2.family)
                    ? families.contains(TABLE3.family) ? List.of(TABLE2, TABLE1, TABLE3) : List.of(TABLE2, TABLE1)
                    : List.of(TABLE3);
        };
    }

    /** Its number in the paper. */
    int number() {
        return number;
    }

    /** Label of the model family of its cells. */
    String family() {
        return family;
    }

    /** Width of the hidden layers of its cells, where the family has such layers. */
    Optional<Integer> hiddenUnits() {
        return hiddenUnits;
    }

    /** The images that it is about. */
    List<Source> sources() {
        return switch (this) {
            case TABLE1, TABLE3 -> List.of(Source.MNIST);
            case TABLE2 -> List.of(Source.MNIST, Source.OMNIGLOT);
        };
    }
}
