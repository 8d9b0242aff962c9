package org.skipsweep.models.data.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.fetch.FileReport.Verdict;
import org.skipsweep.models.data.file.AmatFile;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.StoredFile;
import org.skipsweep.models.trial.Dataset;

/**
 * Verifies the files of a data set against published checksums. Contents are compared, not packaging: a file packed
 * again, or binarised images kept as IDX instead of text, count as the published ones.
 */
public final class DataCheck {
    private final Dataset dataset;
    private final List<PublishedFile> published;
    private final DataRoot root;

    /** @param published the files of the data set whose checksums are known */
    public DataCheck(Dataset dataset, List<PublishedFile> published, DataRoot root) {
        this.dataset = dataset;
        this.published = List.copyOf(published);
        this.root = root;
    }

    /** Reads the files completely; a report for each. */
    public List<FileReport> reports(List<SourceFiles> parts) {
        return parts.stream().flatMap(files -> reports(files).stream()).toList();
    }

    /** SHA-256 of the unpacked form of the published file of that path without {@code .gz}, if it is known. */
    private Optional<String> contentSha256(String path) {
        return published.stream()
                .filter(file -> file.path().equals(path) || file.path().equals(path + ".gz"))
                .flatMap(file -> file.contentSha256().stream())
                .findFirst();
    }

    /** What there is to say of a file whose checksums as stored are known. */
    public FileReport asPublished(String name, PublishedFile published) {
        String path = path(name).toString();
        try {
            return Checksum.mismatch(path(name), published.checksums(), root.configuration())
                    .map(mismatch -> new FileReport(path, Verdict.WRONG, "file has " + mismatch + fetch()))
                    .orElseGet(() -> new FileReport(
                            path,
                            Verdict.PUBLISHED,
                            "file as published, "
                                    + published.checksums().stream()
                                            .map(Checksum::toString)
                                            .collect(Collectors.joining(", "))));
        } catch (IOException e) {
            return new FileReport(path, Verdict.WRONG, withoutPath(IdxFile.unreadable(path, e), path));
        }
    }

    private List<FileReport> reports(SourceFiles files) {
        List<FileReport> reports = new ArrayList<>();
        Optional<String> images = SourceFiles.locate(files.images(), root);
        Optional<String> text = files.text().flatMap(name -> SourceFiles.locate(name, root));
        images.ifPresent(name -> reports.add(files.text()
                .map(published -> report(name, () -> imagesAsText(name, files), published))
                .orElseGet(() -> idxReport(name, files.images(), files.imageDims()))));
        text.ifPresent(name ->
                reports.add(report(name, () -> stored(name), files.text().get())));
        if (images.isEmpty() && text.isEmpty()) {
            reports.add(missing(files.text().orElse(files.images() + ".gz")));
        }
        Optional<String> labels = SourceFiles.locate(files.labels(), root);
        labels.ifPresent(name -> reports.add(idxReport(name, files.labels(), files.labelDims())));
        if (labels.isEmpty() && files.labelled() == SourceFiles.Labelled.ALWAYS) {
            reports.add(missing(files.labels() + ".gz"));
        }
        return reports;
    }

    private FileReport idxReport(String name, String published, int[] dims) {
        return contentSha256(published).isPresent()
                ? report(name, () -> idx(name, dims), published)
                : plausible(name, dims);
    }

    private FileReport report(String name, Digested contents, String published) {
        String path = path(name).toString();
        String expected = contentSha256(published).orElseThrow();
        try {
            String found = contents.sha256();
            return found.equals(expected)
                    ? new FileReport(path, Verdict.PUBLISHED, "contents as published, SHA-256 " + found)
                    : new FileReport(
                            path, Verdict.WRONG, "contents have SHA-256 " + found + ", expected " + expected + fetch());
        } catch (DataException e) {
            return new FileReport(path, Verdict.WRONG, withoutPath(e, path));
        } catch (IOException e) {
            return new FileReport(path, Verdict.WRONG, withoutPath(IdxFile.unreadable(path, e), path));
        }
    }

    private FileReport plausible(String name, int[] dims) {
        String path = path(name).toString();
        try {
            IdxFile file = IdxFile.read(path(name), root.configuration());
            SourceFiles.checkDims(path, file.dims(), dims);
            return new FileReport(
                    path,
                    Verdict.PLAUSIBLE,
                    IdxFile.describe(dims) + " values; no checksum is published for this file");
        } catch (DataException e) {
            return new FileReport(path, Verdict.WRONG, withoutPath(e, path));
        }
    }

    /** A file that should be there. */
    public FileReport missing(String name) {
        return new FileReport(path(name).toString(), Verdict.MISSING, "not there" + fetch());
    }

    private String fetch() {
        return "; to fetch it: sweep data fetch " + dataset.label() + " --data " + root.shown();
    }

    private static String withoutPath(DataException e, String path) {
        String message = e.getMessage();
        return message.startsWith(path + ": ") ? message.substring(path.length() + 2) : message;
    }

    private Path path(String name) {
        return root.path(name);
    }

    private String idx(String name, int[] dims) throws IOException {
        IdxFile file = IdxFile.read(path(name), root.configuration());
        SourceFiles.checkDims(file.name(), file.dims(), dims);
        return written(file::write);
    }

    private String imagesAsText(String name, SourceFiles files) throws IOException {
        IdxFile file = IdxFile.read(path(name), root.configuration());
        SourceFiles.checkDims(file.name(), file.dims(), files.imageDims());
        ImageSet images = new ImageSet(SourceFiles.SIDE, SourceFiles.SIDE, PixelKind.BINARY, file.bytes(), new byte[0]);
        return written(out -> AmatFile.write(images, out));
    }

    private String stored(String name) throws IOException {
        try (StoredFile file = StoredFile.open(path(name), root.configuration())) {
            return StoredFile.sha256(file.content());
        }
    }

    private static String written(Writer contents) throws IOException {
        MessageDigest digest = StoredFile.newSha256();
        contents.write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Digested {
        String sha256() throws IOException;
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
