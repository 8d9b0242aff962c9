package org.skipsweep.models.data.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.file.StoredFile;

/**
 * A file of documents: one a line, words separated by blanks, UTF-8, gzip or not.
 *
 * @param corpus its documents
 * @param lines the line of each document, counted from 1
 * @param sha256 of the file as it is stored, in hexadecimal
 */
record TextFile(Corpus corpus, int[] lines, String sha256) {
    private static final int MOST_PROBLEMS = 20;
    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file completely.
     *
     * @throws DataException if it cannot be read, is not UTF-8 throughout (a line of the message for every such line of the
     *     file, up to 20), or no document of it is kept
     */
    static TextFile read(Path path, Configuration configuration, TextSpec spec) {
        try (StoredFile file = StoredFile.open(path, configuration)) {
            Lines lines = new Lines(path.toString(), new CorpusBuilder(spec));
            lines.readAll(file.content());
            return new TextFile(lines.corpus(spec), lines.kept(), file.storedSha256());
        } catch (IOException e) {
            throw IdxFile.unreadable(path.toString(), e);
        }
    }

    /** Cuts bytes into lines, and lines into words. */
    private static final class Lines {
        private final String name;
        private final CorpusBuilder corpus;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final List<String> problems = new ArrayList<>();
        private final IntStream.Builder kept = IntStream.builder();
        private int number;
        private int damaged;

        Lines(String name, CorpusBuilder corpus) {
            this.name = name;
            this.corpus = corpus;
        }

        void readAll(InputStream content) throws IOException {
            byte[] buffer = new byte[BUFFER];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                int from = 0;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, from, i - from);
                        end();
                        from = i + 1;
                    }
                }
                line.write(buffer, from, count - from);
            }
            if (line.size() > 0) {
                end();
            }
        }

        private void end() {
            number++;
            byte[] bytes = line.toByteArray();
            line.reset();
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (corpus.add(CorpusBuilder.split(text))) {
                    kept.add(number);
                }
            } catch (CharacterCodingException e) {
                damaged++;
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(name + ":" + number + ": not UTF-8; convert the file, or remove the line");
                }
            }
        }

        int[] kept() {
            return kept.build().toArray();
        }

        Corpus corpus(TextSpec spec) {
            if (damaged > problems.size()) {
                problems.add(String.format(
                        Locale.ROOT, "%s: %,d more lines are not UTF-8", name, damaged - problems.size()));
            }
            if (!problems.isEmpty()) {
                throw new DataException(String.join("\n", problems));
            }
            Corpus read = corpus.build();
            if (read.documents().isEmpty()) {
                throw new DataException(name + ": " + empty(read, spec));
            }
            return read;
        }

        private String empty(Corpus read, TextSpec spec) {
            return read.tooLong() == 0
                    ? String.format(
                            Locale.ROOT,
                            "no document (%,d empty lines); expected one a line, its words separated by blanks",
                            read.emptyLines())
                    : String.format(
                            Locale.ROOT,
                            "all of its %,d documents have more than longest-sentence = %,d words, the shortest %,d;"
                                    + " raise longest-sentence, or let first-words cut them",
                            read.tooLong(),
                            spec.longestSentence(),
                            corpus.shortest());
        }
    }
}
