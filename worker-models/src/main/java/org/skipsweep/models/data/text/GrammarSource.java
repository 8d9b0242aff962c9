package org.skipsweep.models.data.text;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.MadeData;
import org.skipsweep.models.data.MadeSource;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;

/**
 * Sentences of {@link Grammar}, as many as are wanted: always the same ones, each part a stream of its own. They are
 * labelled by their attributes. The vocabulary holds every word of the grammar, whether it occurs or not.
 */
public final class GrammarSource implements MadeSource {
    private static final long PUBLISHED_SEED = 20190422L;
    private static final List<Integer> SIZES = List.of(2_000, 320, 1_000);

    @Override
    public TrialData load(TrialSpec trial, DataRoot root) {
        TextSpec spec = TextSpec.of(trial).bounded(Grammar.LENGTH);
        if (spec.longestSentence() < Math.min(Grammar.LENGTH, spec.firstWords())) {
            throw new DataException("longest-sentence = " + spec.longestSentence()
                    + " drops every sentence of dataset grammar, which has " + Grammar.LENGTH + " words");
        }
        SortedMap<String, String> checksums = new TreeMap<>();
        TextParts parts = new TextParts(
                spec,
                part(spec, Part.TRAIN, spec.trainExamples(), checksums),
                part(spec, Part.VALIDATION, spec.validationExamples(), checksums),
                part(spec, Part.TEST, spec.testExamples(), checksums));
        return parts.encoded(Dataset.GRAMMAR, vocabulary(spec), checksums);
    }

    private Corpus part(TextSpec spec, Part part, int wanted, SortedMap<String, String> checksums) {
        int size = size(part, wanted);
        RandomGenerator random = new Draws(PUBLISHED_SEED).of(Draws.Purpose.CORPUS, part.stream());
        CorpusBuilder corpus = new CorpusBuilder(spec);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            Grammar.Attributes attributes = Grammar.Attributes.drawn(random);
            List<String> sentence = Grammar.sentence(attributes, random);
            text.append(attributes.label())
                    .append(' ')
                    .append(String.join(" ", sentence))
                    .append('\n');
            corpus.add(sentence, attributes.label());
        }
        checksums.put(MadeData.name(Dataset.GRAMMAR, part, size), MadeData.checksum(text.toString()));
        return corpus.build();
    }

    private static Vocabulary vocabulary(TextSpec spec) {
        return Vocabulary.of(Grammar.words(), spec.vocabularySize());
    }

    @Override
    public DataShape shape(TrialSpec trial) {
        TextSpec spec = TextSpec.of(trial).bounded(Grammar.LENGTH);
        Vocabulary vocabulary = vocabulary(spec);
        return new DataShape.Sequences(vocabulary.size(), spec.longest(), vocabulary.digest());
    }

    @Override
    public List<Integer> sizes() {
        return SIZES;
    }
}
