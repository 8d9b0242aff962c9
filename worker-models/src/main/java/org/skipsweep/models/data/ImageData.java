package org.skipsweep.models.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skipsweep.models.trial.Dataset;

/**
 * The three parts of a data set as a trial sees them.
 *
 * @param dataset which data set
 * @param train {@link PixelKind#GREY} if it is to be drawn anew for every minibatch, else binary
 * @param validation always binary
 * @param test always binary
 * @param checksums as {@link TrialData#checksums}
 */
public record ImageData(
        Dataset dataset, ImageSet train, ImageSet validation, ImageSet test, SortedMap<String, String> checksums)
        implements TrialData, Serializable {

    /**
     * {@code data} as images.
     *
     * @throws IllegalArgumentException if it holds no images
     */
    public static ImageData of(TrialData data) {
        if (data instanceof ImageData images) {
            return images;
        }
        throw new IllegalArgumentException("dataset " + data.dataset().label() + " holds no images");
    }

    /** Copies {@code checksums}. */
    public ImageData {
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    }
}
