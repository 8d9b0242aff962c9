package org.skipsweep.driver.reduce.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the numbers of a trial come from, as its result says; results written before trials recorded it say nothing.
 *
 * @param facts what is known
 */
public record Origin(Map<Fact, String> facts) {

    /** Something that can change the last digits of a number. */
    public enum Fact {
        COMMIT("commit"),
        VERSIONS("set of versions"),
        /** The GPU, or the processor where no GPU computed. */
        DEVICE("kind of processor or GPU"),
        HOST("host");

        private final String noun;

        Fact(String noun) {
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

    /** The facts that the provenance of a result gives. */
    static Origin of(Map<String, String> provenance) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.COMMIT, provenance.get("git_commit"));
        facts.put(Fact.VERSIONS, provenance.get("versions"));
        facts.put(Fact.DEVICE, Optional.ofNullable(provenance.get("gpu")).orElse(provenance.get("processor")));
        facts.put(Fact.HOST, provenance.get("host"));
        facts.values().removeIf(Objects::isNull);
        return new Origin(facts);
    }

    /** What is known of a fact. */
    public Optional<String> find(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }
}
