package org.skipsweep.models.data.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.file.SourceLoader;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TextKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialSpec;

/** A corpus of the user's own, in the files that the trial names. */
public final class TextSource implements DatasetSource {
    /** What a vocabulary is taken to hold before its corpus has been read. */
    private static final int ASSUMED_VOCABULARY = 20_000;

    @Override
    public TrialData load(TrialSpec trial, DataRoot root) {
        TextSpec spec = TextSpec.of(trial);
        CorpusFiles files = new CorpusFiles(root, spec);
        Optional<Corpus> train = files.read(trial.get(TextKeys.TRAIN));
        Optional<Corpus> validation =
                spec.holdOut() == 0 ? files.read(trial.get(TextKeys.VALIDATION)) : Optional.empty();
        Optional<Corpus> test = files.read(trial.get(TextKeys.TEST));
        SortedMap<String, String> checksums = files.checksums();
        TextParts parts = spec.holdOut() == 0
                ? TextParts.limited(spec, train.orElseThrow(), validation.orElseThrow(), test.orElseThrow())
                : TextParts.heldOut(spec, trial.get(TextKeys.TRAIN), train.orElseThrow(), test.orElseThrow());
        return parts.encoded(Dataset.TEXT, parts.vocabulary(), checksums);
    }

    /** {@inheritDoc} Without a trial there is no file to look at. */
    @Override
    public List<String> problems(DataRoot root) {
        return List.of();
    }

    @Override
    public List<String> problems(TrialSpec trial, DataRoot root) {
        List<String> problems = new ArrayList<>();
        Stream.of(TextKeys.TRAIN, TextKeys.VALIDATION, TextKeys.TEST)
                .filter(key -> !trial.get(key).isEmpty())
                .forEach(key -> SourceLoader.collect(problems, () -> look(key, trial.get(key), root)));
        return problems;
    }

    private static void look(TrialKey<String> key, String name, DataRoot root) {
        Path path = CorpusFiles.path(name, root);
        try {
            FileStatus status = path.getFileSystem(root.configuration()).getFileStatus(path);
            if (!status.isFile()) {
                throw new DataException(path + ": not a file, but " + key + " must name one");
            }
        } catch (FileNotFoundException e) {
            throw new DataException(path + ": not found, but " + key + " names it", e);
        } catch (IOException e) {
            throw IdxFile.unreadable(path.toString(), e);
        }
    }

    @Override
    public List<FileReport> check(DataRoot root) {
        return List.of();
    }

    @Override
    public DataShape shape(TrialSpec trial) {
        TextSpec spec = TextSpec.of(trial);
        return new DataShape.Sequences(Math.min(spec.vocabularySize(), ASSUMED_VOCABULARY), spec.longest(), "");
    }

    @Override
    public List<PublishedFile> files() {
        return List.of();
    }

    @Override
    public Optional<String> byHand() {
        return Optional.of("files of your own, one document per line, that a sweep names by text.train,"
                + " text.validation (or text.hold-out) and text.test; they are checked when it reads them");
    }

    @Override
    public List<Integer> sizes() {
        return List.of();
    }
}
