package org.skipsweep.driver.reduce.claim;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.skipsweep.driver.message.Counted;
import org.skipsweep.driver.reduce.claim.Claim.Kind;
import org.skipsweep.driver.reduce.output.MarkdownTable;
import org.skipsweep.driver.reduce.output.TextColumn;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * How people read claims: a line for each, equal ones below each other, within {@value #WIDTH} columns; first those of the
 * paper, then diagnostics, then the notes by number. Settings in which trials differ are columns where these fit, else a heading
 * above a table for each of them.
 */
final class ClaimsText {
    static final int WIDTH = 100;

    private final List<Claim> claims;
    private final List<TrialKey<?>> differing;
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    /** @param further keys in which trials differ, beside data set, size of the latent variable and depth */
    ClaimsText(List<Claim> claims, List<TrialKey<?>> further) {
        this.claims = claims.stream().collect(groupingBy(Claim::claim, LinkedHashMap::new, toList())).values().stream()
                .flatMap(List::stream)
                .toList();
        this.differing = Stream.concat(
                        Stream.of(DataKeys.DATASET, ModelKeys.LATENT_DIM).filter(this::differs), further.stream())
                .toList();
        this.claims.forEach(claim -> claim.notes().forEach(note -> notes.putIfAbsent(note, notes.size() + 1)));
    }

    String render() {
        if (claims.isEmpty()) {
            return "No claim can be checked.\n";
        }
        List<String> sections = new ArrayList<>();
        section(Kind.CLAIM, sections);
        if (claims.stream().anyMatch(claim -> claim.kind() == Kind.DIAGNOSTIC)) {
            sections.add("Diagnostics, which are no claims of the paper:\n");
            section(Kind.DIAGNOSTIC, sections);
        }
        sections.add(footnotes());
        return String.join("\n", sections);
    }

    private void section(Kind kind, List<String> sections) {
        List<Claim> shown =
                claims.stream().filter(claim -> claim.kind() == kind).toList();
        if (shown.isEmpty()) {
            return;
        }
        String wide = MarkdownTable.of(columns(differing), shown);
        if (wide.lines().allMatch(line -> line.length() <= WIDTH)) {
            sections.add(wide);
            return;
        }
        Map<String, List<Claim>> bySettings =
                shown.stream().collect(groupingBy(this::settings, LinkedHashMap::new, toList()));
        bySettings.forEach((settings, alike) -> {
            if (!settings.isEmpty()) {
                sections.add(settings + ":\n");
            }
            sections.add(MarkdownTable.of(columns(List.of()), alike));
        });
    }

    private List<TextColumn<Claim>> columns(List<TrialKey<?>> keys) {
        List<TextColumn<Claim>> columns = new ArrayList<>();
        columns.add(TextColumn.left("claim", Claim::claim));
        keys.forEach(key -> columns.add(
                TextColumn.left(key.name(), claim -> claim.settings().text(key))));
        if (claims.stream()
                .anyMatch(
                        claim -> claim.settings().find(ModelKeys.DECODER_LAYERS).isPresent())) {
            columns.add(TextColumn.right("layers", claim -> claim.settings().text(ModelKeys.DECODER_LAYERS)));
        }
        columns.add(TextColumn.left("effect", claim -> claim.effect().signedText(2)));
        if (seeds().size() > 1) {
            columns.add(TextColumn.right(
                    "seeds", claim -> Integer.toString(claim.effect().seeds())));
        }
        columns.add(TextColumn.left("verdict", claim -> claim.verdict().label()));
        if (!notes.isEmpty()) {
            columns.add(TextColumn.left("notes", this::marks));
        }
        return columns;
    }

    private List<Integer> seeds() {
        return claims.stream().map(claim -> claim.effect().seeds()).distinct().toList();
    }

    private String marks(Claim claim) {
        return claim.notes().stream().map(note -> notes.get(note).toString()).collect(joining(","));
    }

    private String settings(Claim claim) {
        return differing.stream().map(key -> phrase(claim, key)).collect(joining(", "));
    }

    private static String phrase(Claim claim, TrialKey<?> key) {
        if (claim.settings().find(key).isEmpty()) {
            return "any " + key.name();
        }
        String value = claim.settings().text(key);
        return key.equals(DataKeys.DATASET) ? value : key.name() + " " + value;
    }

    private boolean differs(TrialKey<?> key) {
        return claims.stream()
                        .map(claim -> claim.settings().find(key))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private String footnotes() {
        boolean intervals =
                claims.stream().anyMatch(claim -> claim.effect().ci95().isPresent());
        return "Effects" + (seeds().size() == 1 ? " over " + Counted.of(seeds().get(0), "seed") : "")
                + ", in nats (AU: units, perplexities: choices per token)."
                + (intervals ? " ±: 95 % interval.\n" : "\n")
                + (notes.isEmpty() ? "" : "\n")
                + notes.entrySet().stream()
                        .map(note -> note.getValue() + ". " + note.getKey() + "\n")
                        .collect(joining());
    }
}
