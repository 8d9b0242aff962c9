package org.skipsweep.driver.reduce.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the numbers of a trial come from, as its result says; results written before trials recorded it say nothing.
 *
 * @param facts what is known
 */
public record Origin(Map<Fact, String> facts) {

    /** Something that can change the last digits of a number. */
    public enum Fact {
        COMMIT("commit", "commit"),
        VERSIONS("versions", "set of versions"),
        DEVICE("device", "kind of processor or GPU"),
        HOST("host", "host");

        private final String key;
        private final String noun;

        Fact(String key, String noun) {
            this.key = key;
            this.noun = noun;
        }

        /** What it is called in a sentence. */
        public String noun() {
            return noun;
        }
    }

    /** Copies the map. */
    public Origin {
        Map<Fact, String> copy = new EnumMap<>(Fact.class);
        copy.putAll(facts);
        facts = Collections.unmodifiableMap(copy);
    }

    /** The facts that a result gives by their keys. */
    static Origin of(Map<String, String> provenance) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            Optional.ofNullable(provenance.get(fact.key)).ifPresent(value -> facts.put(fact, value));
        }
        return new Origin(facts);
    }

    /** What is known of a fact. */
    public Optional<String> find(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }
}
