package org.skipsweep.models.data.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.trial.Dataset;

/** Reads files below one root and remembers their checksums. */
public final class SourceLoader {
    private final DataRoot root;
    private final Dataset dataset;
    private final SortedMap<String, String> checksums = new TreeMap<>();

    public SourceLoader(DataRoot root, Dataset dataset) {
        this.root = root;
        this.dataset = dataset;
    }

    public SortedMap<String, String> checksums() {
        return checksums;
    }

    public ImageSet read(SourceFiles files, PixelKind kind) {
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

    /** What would keep the files from being read, as far as names and headers tell; last what to do about missing ones. */
    public List<String> problems(List<SourceFiles> parts) {
        List<String> problems = new ArrayList<>();
        parts.forEach(files -> problems(files, problems));
        if (parts.stream().anyMatch(this::lacksAny)) {
            problems.add(FetchAdvice.of(dataset, root));
        }
        return List.copyOf(problems);
    }

    private boolean lacksAny(SourceFiles files) {
        boolean images = Stream.concat(Stream.of(files.images()), files.text().stream())
                .anyMatch(name -> locate(name).isPresent());
        boolean labels = files.labelled() == SourceFiles.Labelled.IF_PRESENT
                || locate(files.labels()).isPresent();
        return !images || !labels;
    }

    private void problems(SourceFiles files, List<String> problems) {
        Optional<String> images = locate(files.images());
        Optional<String> text = files.text().flatMap(this::locate);
        collect(problems, () -> {
            if (images.isEmpty() && text.isPresent()) {
                AmatFile.checkStart(root.path(text.get()), root.configuration());
            } else {
                checkDims(
                        images.orElseThrow(() -> new DataException(absent(files.images(), files.imageDims()))),
                        files.imageDims());
            }
        });
        Optional<String> labels = locate(files.labels());
        if (labels.isPresent() || files.labelled() == SourceFiles.Labelled.ALWAYS) {
            collect(
                    problems,
                    () -> checkDims(
                            labels.orElseThrow(() -> new DataException(absent(files.labels(), files.labelDims()))),
                            files.labelDims()));
        }
    }

    /** Runs a check and adds the message of its {@link DataException}, if it throws one. */
    public static void collect(List<String> problems, Runnable check) {
        try {
            check.run();
        } catch (DataException e) {
            problems.add(e.getMessage());
        }
    }

    private Optional<String> locate(String name) {
        return SourceFiles.locate(name, root);
    }

    private void checkDims(String name, int[] expected) {
        int[] dims = IdxFile.readDims(root.path(name), root.configuration());
        SourceFiles.checkDims(root.path(name).toString(), dims, expected);
    }

    private byte[] readIdx(String name, int[] expected) {
        IdxFile file = IdxFile.read(root.path(name), root.configuration());
        SourceFiles.checkDims(file.name(), file.dims(), expected);
        checksums.put(name, file.sha256());
        return file.bytes();
    }

    private ImageSet readText(String name, SourceFiles files) {
        AmatFile file = AmatFile.read(root.path(name), files.size(), root.configuration());
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
            requireBelow(name, i, labels[i], files.classes());
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
            throw new DataException(root.path(name) + ": value " + (value & 0xFF) + " at position "
                    + IdxFile.grouped(position) + ", expected 0 to " + (bound - 1));
        }
    }

    private DataException missing(String name, int[] dims) {
        return new DataException(absent(name, dims) + ". " + FetchAdvice.of(dataset, root));
    }

    private String absent(String name, int[] dims) {
        return root.path(name) + ".gz: not found, nor without .gz; expected " + IdxFile.describe(dims)
                + " values as an IDX file";
    }
}
