package org.skipsweep.models.data.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The grammar of the built-in corpus (model spec B.8): sentences of nine words that tell a topic, uniform of eight, and two
 * bits of style. Of the words at positions t = 0 to 8, those with t % 3 = 0 are fillers, those with t % 3 = 1 one of the
 * topic's two words, and those with t % 3 = 2 the one word for the value of a bit, the first at t = 2 and 8, the second at
 * t = 5. A sentence carries log 8 + 2 log 2 = 3.466 nats of its attributes and has 8.841 nats itself.
 */
final class Grammar {
    static final int LENGTH = 9;

    private static final List<String> FILLERS = List.of("well", "so", "now");
    private static final List<List<String>> TOPICS = List.of(
            List.of("ball", "goal"),
            List.of("song", "drum"),
            List.of("bread", "soup"),
            List.of("wave", "ship"),
            List.of("star", "moon"),
            List.of("cow", "barn"),
            List.of("coin", "bank"),
            List.of("book", "page"));
    private static final List<List<String>> STYLES = List.of(List.of("softly", "loudly"), List.of("today", "tomorrow"));

    private Grammar() {}

    /** Its 23 words. */
    static List<String> words() {
        return Stream.of(Stream.of(FILLERS), TOPICS.stream(), STYLES.stream())
                .flatMap(groups -> groups)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What a sentence tells.
     *
     * @param topic 0 to 7
     * @param style the values of the two bits, 0 or 1
     */
    record Attributes(int topic, List<Integer> style) {
        static Attributes drawn(RandomGenerator random) {
            return new Attributes(random.nextInt(TOPICS.size()), List.of(random.nextInt(2), random.nextInt(2)));
        }

        /** All three as one class, 0 to 31: topic * 4 + first bit * 2 + second bit. */
        int label() {
            return topic * 4 + style.get(0) * 2 + style.get(1);
        }
    }

    /** A sentence that tells the given attributes. */
    static List<String> sentence(Attributes attributes, RandomGenerator random) {
        List<String> sentence = new ArrayList<>();
        for (int position = 0; position < LENGTH; position++) {
            int bit = position / 3 % 2;
            sentence.add(
                    switch (position % 3) {
                        case 0 -> FILLERS.get(random.nextInt(FILLERS.size()));
                        case 1 -> TOPICS.get(attributes.topic()).get(random.nextInt(2));
                        default -> STYLES.get(bit).get(attributes.style().get(bit));
                    });
        }
        return sentence;
    }
}
