package org.skipsweep.driver.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.ExecutionKeys;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.value.CanonicalNumber;

class TrialTest {
    private static final TrialSpec SPEC = TrialKeys.completed(Map.ofEntries(
            Map.entry("dataset", "mnist"),
            Map.entry("validation-examples", 1000),
            Map.entry("test-examples", 10_000),
            Map.entry("model", "mlp-vae"),
            Map.entry("latent-dim", 50),
            Map.entry("decoder-layers", 2),
            Map.entry("skip", true),
            Map.entry("epochs", 100),
            Map.entry("batch-size", 100),
            Map.entry("learning-rate", 3e-4),
            Map.entry("kl-warmup-epochs", 10),
            Map.entry("seed", 1)));

    @Test
    void json_holdsEveryKeyInOrder() {
        assertThat(TrialSpecParser.toJson(SPEC))
                .hasToString("{\"dataset\":\"mnist\",\"binarization\":\"dynamic\",\"train-examples\":\"all\","
                        + "\"validation-examples\":1000,\"test-examples\":10000,\"model\":\"mlp-vae\","
                        + "\"latent-dim\":50,\"decoder-layers\":2,\"skip\":true,\"skip-output\":false,"
                        + "\"hidden-units\":512,\"epochs\":100,\"batch-size\":100,\"learning-rate\":0.0003,"
                        + "\"gradient-clip\":5,\"kl-warmup-epochs\":10,\"kl-start\":0.1,\"engine\":\"auto\","
                        + "\"averaging.workers\":1,\"averaging.frequency\":20,\"seed\":1}");
    }

    @Test
    void id_neverChangesForTheSameTrial() {
        assertThat(Trial.of(SPEC).id()).isEqualTo("99ce58a3a2");
    }

    @Test
    void idsPublishedWithResults_stay() throws Exception {
        Path published = repository().resolve("sweeps/results/table3-epochs50/plan.json");
        Plan plan = PlanParser.fromJson(Files.readString(published));
        assertThat(plan.trials().stream().map(Trial::id)).contains("2baf87fefe", "184a05355b");
        assertThat(plan.trials()).allMatch(trial -> trial.spec().precision() == Precision.FP32);
    }

    @Test
    void keyAddedLater_countsOnlyWhereItDiffersFromItsDefault() {
        TrialSpec reduced = SPEC.with(ExecutionKeys.PRECISION, Precision.BF16);
        assertThat(TrialSpecParser.toJson(SPEC).has("precision")).isFalse();
        assertThat(TrialSpecParser.toJson(reduced).get("precision").asText()).isEqualTo("bf16");
        assertThat(TrialSpecParser.fromJson(TrialSpecParser.toJson(reduced))).isEqualTo(reduced);
        assertThat(Trial.of(reduced).id()).isNotEqualTo(Trial.of(SPEC).id());
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.isDirectory(folder.resolve("sweeps")) ? folder : folder.getParent();
    }

    @Test
    void id_doesNotDependOnTheOrderOfKeys() {
        List<Map.Entry<String, Object>> entries =
                new ArrayList<>(TrialKeys.values(SPEC).entrySet());
        Collections.reverse(entries);
        Map<String, Object> reversed = new LinkedHashMap<>();
        entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
        assertThat(Trial.of(TrialKeys.spec(reversed))).isEqualTo(Trial.of(SPEC));
    }

    @Test
    void id_differsWhereAnyKeyDiffers() {
        TrialSpec other = SPEC.with(ExecutionKeys.SEED, 2L);
        assertThat(Trial.of(other).id()).isNotEqualTo(Trial.of(SPEC).id());
    }

    @Test
    void json_roundTrips() {
        assertThat(TrialSpecParser.fromJson(TrialSpecParser.toJson(SPEC))).isEqualTo(SPEC);
    }

    @Test
    void fromJson_missingUnknownOrWrongKey_isNamed() {
        assertThatThrownBy(() ->
                        TrialSpecParser.fromJson(TrialSpecParser.toJson(SPEC).without("skip")))
                .hasMessage("skip is missing");
        assertThatThrownBy(() ->
                        TrialSpecParser.fromJson(TrialSpecParser.toJson(SPEC).put("new-key", 1)))
                .hasMessage("unknown key new-key");
        assertThatThrownBy(() ->
                        TrialSpecParser.fromJson(TrialSpecParser.toJson(SPEC).put("skip", 1)))
                .hasMessage("skip must be true or false but is 1");
    }

    @Test
    void idOfAnotherTrial_isRefused() {
        assertThatThrownBy(() -> Trial.of("0123456789", SPEC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trial 0123456789 has the settings of trial "
                        + Trial.of(SPEC).id());
    }

    @Test
    void numbers_haveTheFewestDigitsThatReadBack() {
        assertThat(List.of(0.1, 3e-4, 5.0, 100.0, 1e-9, 2e-3, 1.0 / 3).stream()
                        .map(CanonicalNumber::of)
                        .map(Object::toString))
                .containsExactly("0.1", "0.0003", "5", "100", "1E-9", "0.002", "0.3333333333333333");
    }
}
