package org.skipsweep.models.data;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.FileReport.Verdict;
import org.skipsweep.models.trial.Dataset;

/**
 * Verifies the files of a data set against published checksums. Contents are compared, not packaging: a file packed
 * again, or binarised images kept as IDX instead of text, count as the published ones.
 */
public final class DataCheck {
    private final Dataset dataset;
    private final URI root;
    private final Configuration conf;

    private DataCheck(Dataset dataset, URI root, Configuration conf) {
        this.dataset = dataset;
        this.root = root;
        this.conf = conf;
    }

    /** Reads every file of a data set completely; a report for each, none for built-in data. */
    public static List<FileReport> check(Dataset dataset, URI dataRoot, Configuration conf) {
        DataCheck check = new DataCheck(dataset, dataRoot, conf);
        Optional<List<FileReport>> mat = dataset == Dataset.OMNIGLOT ? check.matReports() : Optional.empty();
        if (mat.isPresent()) {
            return mat.get();
        }
        List<FileReport> reports = new ArrayList<>();
        for (SourceFiles files : SourceFiles.of(dataset)) {
            reports.addAll(check.reports(files));
        }
        return List.copyOf(reports);
    }

    /** What there is to say of {@code chardata.mat}, unless its images are here as IDX files instead. */
    private Optional<List<FileReport>> matReports() {
        Optional<String> mat = SourceFiles.locate(Omniglot.MAT, root, conf);
        if (mat.isPresent()) {
            return Optional.of(
                    List.of(asPublished(mat.get(), Catalogue.files(dataset).get(0))));
        }
        return new Omniglot(root, conf).idx() ? Optional.empty() : Optional.of(List.of(missing(Omniglot.MAT)));
    }

    private FileReport asPublished(String name, PublishedFile published) {
        String path = path(name).toString();
        try {
            return StoredFile.mismatch(path(name), published.checksums(), conf)
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
        Optional<String> images = SourceFiles.locate(files.images(), root, conf);
        Optional<String> text = files.text().flatMap(name -> SourceFiles.locate(name, root, conf));
        images.ifPresent(name -> reports.add(files.text()
                .map(published -> report(name, () -> imagesAsText(name, files), published))
                .orElseGet(() -> idxReport(name, files.images(), files.imageDims()))));
        text.ifPresent(name ->
                reports.add(report(name, () -> stored(name), files.text().get())));
        if (images.isEmpty() && text.isEmpty()) {
            reports.add(missing(files.text().orElse(files.images() + ".gz")));
        }
        Optional<String> labels = SourceFiles.locate(files.labels(), root, conf);
        labels.ifPresent(name -> reports.add(idxReport(name, files.labels(), files.labelDims())));
        if (labels.isEmpty() && files.labelled() == SourceFiles.Labelled.ALWAYS) {
            reports.add(missing(files.labels() + ".gz"));
        }
        return reports;
    }

    private FileReport idxReport(String name, String published, int[] dims) {
        return Catalogue.contentSha256(published).isPresent()
                ? report(name, () -> idx(name, dims), published)
                : plausible(name, dims);
    }

    private FileReport report(String name, Digested contents, String published) {
        String path = path(name).toString();
        String expected = Catalogue.contentSha256(published).orElseThrow();
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
            IdxFile file = IdxFile.read(path(name), conf);
            SourceFiles.checkDims(path, file.dims(), dims);
            return new FileReport(
                    path,
                    Verdict.PLAUSIBLE,
                    IdxFile.describe(dims) + " values; no checksum is published for this file");
        } catch (DataException e) {
            return new FileReport(path, Verdict.WRONG, withoutPath(e, path));
        }
    }

    private FileReport missing(String name) {
        return new FileReport(path(name).toString(), Verdict.MISSING, "not there" + fetch());
    }

    private String fetch() {
        return "; to fetch it: sweep data fetch " + dataset.label() + " --data " + SourceFiles.shown(root);
    }

    private static String withoutPath(DataException e, String path) {
        String message = e.getMessage();
        return message.startsWith(path + ": ") ? message.substring(path.length() + 2) : message;
    }

    private Path path(String name) {
        return SourceFiles.path(root, name);
    }

    private String idx(String name, int[] dims) throws IOException {
        IdxFile file = IdxFile.read(path(name), conf);
        SourceFiles.checkDims(file.name(), file.dims(), dims);
        return written(file::write);
    }

    private String imagesAsText(String name, SourceFiles files) throws IOException {
        IdxFile file = IdxFile.read(path(name), conf);
        SourceFiles.checkDims(file.name(), file.dims(), files.imageDims());
        ImageSet images = new ImageSet(SourceFiles.SIDE, SourceFiles.SIDE, PixelKind.BINARY, file.bytes(), new byte[0]);
        return written(out -> AmatFile.write(images, out));
    }

    private String stored(String name) throws IOException {
        try (StoredFile file = StoredFile.open(path(name), conf)) {
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
