package org.skipsweep.models.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;

/** Reads the files of a corpus one after the other, keeping what is wrong with them until all have been looked at. */
final class CorpusFiles {
    private final DataRoot root;
    private final TextSpec spec;
    private final SortedMap<String, String> checksums = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    CorpusFiles(DataRoot root, TextSpec spec) {
        this.root = root;
        this.spec = spec;
    }

    /**
     * Where a file lies.
     *
     * @param name a path or URI, below the root if it is not absolute
     * @throws DataException if it is neither
     */
    static Path path(String name, DataRoot root) {
        try {
            return root.path(name);
        } catch (IllegalArgumentException e) {
            throw new DataException(name + ": not a path or URI (" + e.getMessage() + ")", e);
        }
    }

    /** The documents of a file; empty if something is wrong with it, which {@link #checksums} tells. */
    Optional<Corpus> read(String name) {
        try {
            TextFile file = TextFile.read(path(name, root), root.configuration(), spec);
            checksums.put(name, file.sha256());
            return Optional.of(file.corpus());
        } catch (DataException e) {
            problem(e.getMessage());
            return Optional.empty();
        }
    }

    /** Adds something that is wrong. */
    void problem(String message) {
        problems.add(message);
    }

    /**
     * SHA-256 of the files that were read, by name.
     *
     * @throws DataException if something is wrong with any of them, all of it in one message
     */
    SortedMap<String, String> checksums() {
        if (!problems.isEmpty()) {
            throw new DataException(String.join("\n", problems));
        }
        return checksums;
    }
}
