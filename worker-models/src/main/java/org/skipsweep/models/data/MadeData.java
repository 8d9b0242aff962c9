package org.skipsweep.models.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skipsweep.models.data.file.StoredFile;
import org.skipsweep.models.trial.Dataset;

/** Checksums of data that the program makes itself: what tells whether it makes the same elsewhere, or later. */
public final class MadeData {
    private MadeData() {}

    /** SHA-256, in hexadecimal, of pixels and labels, by a name of data set, part and size. */
    public static SortedMap<String, String> checksums(
            Dataset dataset, ImageSet train, ImageSet validation, ImageSet test) {
        return new TreeMap<>(Map.of(
                name(dataset, Part.TRAIN, train.size()), checksum(train),
                name(dataset, Part.VALIDATION, validation.size()), checksum(validation),
                name(dataset, Part.TEST, test.size()), checksum(test)));
    }

    private static String checksum(ImageSet images) {
        MessageDigest digest = StoredFile.newSha256();
        digest.update(images.pixels());
        return HexFormat.of().formatHex(digest.digest(images.labels()));
    }

    /** SHA-256, in hexadecimal, of a text. */
    public static String checksum(String text) {
        return HexFormat.of().formatHex(StoredFile.newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a made part is called among checksums. */
    public static String name(Dataset dataset, Part part, int size) {
        return dataset.label() + ": " + part.name().toLowerCase(Locale.ROOT) + ", " + size + " examples";
    }
}
