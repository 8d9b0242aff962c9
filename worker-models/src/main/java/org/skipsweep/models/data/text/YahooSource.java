package org.skipsweep.models.data.text;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.data.fetch.FileReport;
import org.skipsweep.models.data.fetch.PublishedFile;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Yahoo Answers as Yang et al. (2017) drew it and the paper uses it (model spec B.1): lower-cased questions and answers of 20
 * to 200 words, in which {@code _UNK}, an ordinary word here, stands for what the corpus left out.
 */
public final class YahooSource implements DatasetSource {
    static final String WHERE_FROM =
            "the corpus of Yang et al. (2017) has no home that it could be fetched from; its three"
                    + " files, one document per line, packed or not, are train.txt, val.txt and test.txt in data/yahoo of"
                    + " github.com/harvardnlp/DeepLatentNLP; put them into the folder yahoo of the data root as yahoo.train.txt,"
                    + " yahoo.valid.txt and yahoo.test.txt. To do with the parts that are there: dataset = text with"
                    + " text.train, text.hold-out and text.test";

    private static final List<YahooFile> FILES = List.of(YahooFile.TRAIN, YahooFile.VALIDATION, YahooFile.TEST);
    /** Words of the training part by the published word list, _UNK among them, and the special tokens. */
    private static final int VOCABULARY = 20_001;

    @Override
    public TrialData load(TrialSpec trial, DataRoot root) {
        TextSpec spec = TextSpec.of(trial);
        CorpusFiles files = new CorpusFiles(root, spec);
        List<Optional<Corpus>> read =
                FILES.stream().map(file -> read(file, files, root)).toList();
        SortedMap<String, String> checksums = files.checksums();
        TextParts parts = TextParts.limited(
                spec,
                read.get(0).orElseThrow(),
                read.get(1).orElseThrow(),
                read.get(2).orElseThrow());
        return parts.encoded(Dataset.YAHOO, parts.vocabulary(), checksums);
    }

    private static Optional<Corpus> read(YahooFile file, CorpusFiles files, DataRoot root) {
        Optional<String> name = file.locate(root);
        if (name.isEmpty()) {
            files.problem(file.missing(root) + "; " + WHERE_FROM);
        }
        return name.flatMap(files::read);
    }

    @Override
    public List<String> problems(DataRoot root) {
        List<String> missing = FILES.stream()
                .filter(file -> file.locate(root).isEmpty())
                .map(file -> file.missing(root))
                .toList();
        return missing.isEmpty()
                ? missing
                : Stream.concat(missing.stream(), Stream.of("yahoo: " + WHERE_FROM))
                        .toList();
    }

    @Override
    public List<FileReport> check(DataRoot root) {
        return FILES.stream().map(file -> file.report(root)).toList();
    }

    @Override
    public DataShape shape(TrialSpec trial) {
        TextSpec spec = TextSpec.of(trial);
        return new DataShape.Sequences(Math.min(spec.vocabularySize(), VOCABULARY), spec.longest(), "");
    }

    @Override
    public List<PublishedFile> files() {
        return List.of();
    }

    @Override
    public Optional<String> byHand() {
        return Optional.of(WHERE_FROM);
    }

    @Override
    public List<Integer> sizes() {
        return FILES.stream().map(YahooFile::size).toList();
    }
}
