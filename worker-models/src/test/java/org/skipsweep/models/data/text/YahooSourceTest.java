package org.skipsweep.models.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TestFiles;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.trial.random.Draws;

/** The counted facts of model spec B.1 and H.9. */
class YahooSourceTest {
    private static Corpus read(String name) {
        Path path = TextTrials.root(TestFiles.realData()).path("yahoo/" + name);
        return TextFile.read(path, new Configuration(), TextSpec.upTo(200)).corpus();
    }

    @Test
    void wordsOfTheRealFiles_areThoseCounted() {
        Corpus test = read("yahoo.test.txt.gz");
        assertThat(test.counts()).isEqualTo(new CorpusCounts(10_000, 788_673, 0, 0, 0, 0));
        assertThat(test.count("_UNK")).isEqualTo(33_081);
        Corpus validation = read("yahoo.valid.txt.gz");
        assertThat(validation.counts()).isEqualTo(new CorpusCounts(10_000, 790_680, 0, 0, 0, 0));
        assertThat(validation.count("_UNK")).isEqualTo(33_582);
        Set<String> types = new HashSet<>(test.words());
        types.addAll(validation.words());
        assertThat(types).hasSize(18_938);
    }

    @Test
    void batchesOfTheRealFiles_areThoseCounted() {
        TextData data = TextTrials.load(
                "text",
                Map.of(
                        "text.train", "yahoo/yahoo.valid.txt.gz",
                        "text.validation", "yahoo/yahoo.valid.txt.gz",
                        "text.test", "yahoo/yahoo.test.txt.gz"),
                TestFiles.realData());
        assertThat(data.test().inOrder(32)).toIterable().hasSize(392);
        assertThat(data.validation().inOrder(32)).toIterable().hasSize(398);
        assertThat(data.train().shuffled(32, new Draws(1)).perEpoch()).isEqualTo(398);
        assertThat(lengths(data.test())).isEqualTo(181);
        assertThat(data.train().vocabulary().size()).isEqualTo(17_044 + 4);
        assertThat(data.train().counts().unknownWords()).isZero();
        assertThat(data.train().vocabulary().id("_UNK")).isNotEqualTo(Vocabulary.UNKNOWN);
    }

    private static long lengths(SentenceSet set) {
        return Arrays.stream(set.sentences())
                .mapToInt(sentence -> sentence.length)
                .distinct()
                .count();
    }

    @Test
    void missingFiles_areAllNamedAndWhereTheyComeFrom() {
        assertThatThrownBy(() -> TextTrials.load("yahoo", Map.of(), TextTrials.NOWHERE))
                .isInstanceOf(DataException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3))
                .hasMessageStartingWith(
                        "file:/no/such/folder/yahoo/yahoo.train.txt.gz: not found, nor without .gz, nor as"
                                + " yahoo/train.txt; the corpus of Yang et al. (2017)");
        assertThat(new YahooSource().problems(TextTrials.root(URI.create("file:/no/such/folder"))))
                .hasSize(4);
    }
}
