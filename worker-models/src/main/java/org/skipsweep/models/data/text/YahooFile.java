package org.skipsweep.models.data.text;

import java.io.IOException;
import java.io.OutputStream;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.fetch.Checksum;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.FileReport.Verdict;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.file.SourceFiles;
import org.skipsweep.models.data.file.StoredFile;

/**
 * One of the three files of the Yahoo corpus.
 *
 * @param names what it may be called below the data root, with or without {@code .gz}, the usual name first
 * @param size its documents
 * @param gitBlob its checksum, unpacked, in the repositories that have it
 */
record YahooFile(List<String> names, int size, String gitBlob) {
    private static final String FOLDER = "yahoo/";
    /** The files hold no longer documents. */
    private static final int LONGEST = 200;
    /** The corpus's own word for what it left out. */
    private static final String LEFT_OUT = "_UNK";

    static final YahooFile TRAIN = new YahooFile(
            List.of(FOLDER + "yahoo.train.txt", FOLDER + "train.txt"),
            100_000,
            "ae7d4fc4d07e520dffdbd835868a1d7c7a6eb471");
    static final YahooFile VALIDATION = new YahooFile(
            List.of(FOLDER + "yahoo.valid.txt", FOLDER + "valid.txt", FOLDER + "val.txt"),
            10_000,
            "4f7681b64f55d6f33461b1c604c2328124b4a092");
    static final YahooFile TEST = new YahooFile(
            List.of(FOLDER + "yahoo.test.txt", FOLDER + "test.txt"),
            10_000,
            "fc5b20a939d06b657a857b423aa8772904ab434a");

    /** The name of the file that is there. */
    Optional<String> locate(DataRoot root) {
        return names.stream()
                .flatMap(name -> SourceFiles.locate(name, root).stream())
                .findFirst();
    }

    /** That it is not there. */
    String missing(DataRoot root) {
        return root.path(names.get(0)) + ".gz: not found, nor without .gz, nor as "
                + String.join(" or ", names.subList(1, names.size()));
    }

    /** What there is to say of the file, which is read completely. */
    FileReport report(DataRoot root) {
        Optional<String> name = locate(root);
        if (name.isEmpty()) {
            return new FileReport(
                    root.path(names.get(0)) + ".gz", Verdict.MISSING, "not there; " + YahooSource.WHERE_FROM);
        }
        Path path = root.path(name.get());
        try {
            String facts = facts(TextFile.read(path, root.configuration(), TextSpec.upTo(LONGEST))
                    .corpus());
            String blob = gitBlob(path, root);
            return blob.equals(gitBlob)
                    ? new FileReport(
                            path.toString(),
                            Verdict.PUBLISHED,
                            "contents as published, git blob " + blob + "; " + facts)
                    : new FileReport(
                            path.toString(),
                            Verdict.PLAUSIBLE,
                            "another text than the published one, whose git blob is " + gitBlob + "; " + facts);
        } catch (DataException e) {
            return new FileReport(path.toString(), Verdict.WRONG, e.getMessage());
        } catch (IOException e) {
            return new FileReport(
                    path.toString(),
                    Verdict.WRONG,
                    IdxFile.unreadable(path.toString(), e).getMessage());
        }
    }

    private static String gitBlob(Path path, DataRoot root) throws IOException {
        long length;
        try (StoredFile file = StoredFile.open(path, root.configuration())) {
            length = file.content().transferTo(OutputStream.nullOutputStream());
        }
        try (StoredFile file = StoredFile.open(path, root.configuration())) {
            return Checksum.of(Checksum.Algorithm.GIT_BLOB, file.content(), length)
                    .hex();
        }
    }

    /** "10,000 documents, 788,673 words, 17,024 different, 33,081 _UNK, 20 to 200 words each". */
    private static String facts(Corpus corpus) {
        IntSummaryStatistics lengths = corpus.documents().stream()
                .mapToInt(document -> document.length)
                .summaryStatistics();
        return String.format(
                Locale.ROOT,
                "%s, %,d different, %,d %s, %,d to %,d words each",
                corpus.counts().text(),
                corpus.words().size(),
                corpus.count(LEFT_OUT),
                LEFT_OUT,
                lengths.getMin(),
                lengths.getMax());
    }
}
