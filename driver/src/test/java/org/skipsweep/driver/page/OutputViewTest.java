package org.skipsweep.driver.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.sweep.plan.Plan;

class OutputViewTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private OutputView view() throws IOException {
        return OutputView.of(folder.toString(), new Configuration());
    }

    private static JsonNode changes(OutputView view, long since) throws IOException {
        return JSON.readTree(view.changes(since).toString());
    }

    private static List<String> ids(JsonNode changes) {
        return changes.get("trials").findValuesAsText("id");
    }

    @Test
    void changes_areThoseOfTheTrialsThatHaveChangedSince() throws IOException {
        Plan plan = Samples.planOf(3);
        Store store = Store.openForWriting(folder.toString(), new Configuration());
        store.freeze(plan);
        OutputView view = view();
        JsonNode first = changes(view, 0);
        assertThat(first.get("trials").findValuesAsText("state")).containsExactly("waiting", "waiting", "waiting");
        assertThat(first.at("/plan/trials")).hasSize(3);

        TrialFolder second = store.trial(plan.trials().get(1));
        second.begin();
        second.append(Samples.epoch(1, -120.5));
        view.look();
        JsonNode running = changes(view, first.get("version").asLong());
        assertThat(ids(running)).containsExactly(plan.trials().get(1).id());
        assertThat(running.at("/trials/0/state").asText()).isEqualTo("running");
        assertThat(running.at("/trials/0/epochs/validation_elbo/0").asDouble()).isEqualTo(-120.5);
        assertThat(running.has("plan")).isFalse();

        second.finish(Samples.done(plan.trials().get(1)));
        view.look();
        JsonNode done = changes(view, running.get("version").asLong());
        assertThat(done.at("/trials/0/state").asText()).isEqualTo("done");
        assertThat(done.at("/trials/0/metrics/elbo").asDouble()).isEqualTo(-94.5);

        view.look();
        assertThat(ids(changes(view, done.get("version").asLong()))).isEmpty();
    }

    @Test
    void epochsThatMeasureMore_haveColumnsOfOneLength() throws IOException {
        Plan plan = Samples.planOf(1);
        Store store = Store.openForWriting(folder.toString(), new Configuration());
        store.freeze(plan);
        store.trial(plan.trials().get(0)).begin();
        Files.writeString(
                folder.resolve("trials/" + plan.trials().get(0).id() + "/progress.jsonl"),
                "{\"epoch\":1,\"epochs\":3}\n{\"epoch\":2,\"epochs\":3,\"mi\":1.5}\n{\"epoch\":3,\"epochs\":3}\n");
        assertThat(changes(view(), 0).at("/trials/0/epochs")).hasToString("{\"epoch\":[1,2,3],\"mi\":[null,1.5,null]}");
    }

    @Test
    void noOutput_orABrokenFile_isNamed() throws IOException {
        assertThatThrownBy(this::view).isInstanceOf(UserError.class).hasMessageContaining("holds no plan.json");
        Store store = Store.openForWriting(folder.toString(), new Configuration());
        store.freeze(Samples.planOf(1));
        Files.writeString(folder.resolve("claims.parquet"), "PAR");
        assertThatThrownBy(this::view)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("claims.parquet: not a Parquet file");
    }

    @Test
    void seedsThatABrowserCannotHold_areTexts() {
        assertThat(WholeNumbers.exact(1L << 53).isNumber()).isTrue();
        assertThat(WholeNumbers.exact((1L << 53) + 1).asText()).isEqualTo("9007199254740993");
        assertThat(WholeNumbers.exact(Long.MIN_VALUE).isTextual()).isTrue();
    }
}
