package org.skipsweep.models.files;

import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Names of what is not finished yet: hidden, beside the file that it becomes, and no two alike. */
final class Temporaries {
    private static final Pattern NAME = Pattern.compile("\\..+\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    private Temporaries() {}

    static String nameFor(String file) {
        return "." + file + "." + UUID.randomUUID() + ".tmp";
    }

    static Path besides(Path file) {
        return new Path(file.getParent(), nameFor(file.getName()));
    }

    static boolean isOne(Path path) {
        return NAME.matcher(path.getName()).matches();
    }
}
