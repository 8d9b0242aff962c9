package org.skipsweep.driver.run.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.replica.ModelState;
import org.skipsweep.models.train.replica.Share;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

class ReplicasTest {
    private static final Device CPU = new Device.Cpu();

    private final TrialSpec spec = TrialKeys.completed(
            Map.of("dataset", "strokes", "train-examples", 20, "batch-size", 5, "hidden-units", 8, "seed", 1));
    private final Share share = new Share(1, List.of(0, 1), 1e-3, 0);

    private static Examples examples(TrialSpec spec) {
        return LoadedData.of(spec, new DataRoot(URI.create("file:/nowhere"), new Configuration()))
                .train();
    }

    private static Replicas replicas(TrialSpec spec) {
        return new Replicas(spec, () -> examples(spec));
    }

    private ModelState start() {
        return ModelState.of(Networks.of(spec, examples(spec).shape()));
    }

    @Test
    void replica_isKeptForTheNextShare() throws Exception {
        try (Replicas replicas = replicas(spec)) {
            assertThat(replicas.idle()).isZero();
            for (int round = 0; round < 3; round++) {
                replicas.train(CPU, start(), share);
                assertThat(replicas.idle()).isEqualTo(1);
            }
        }
    }

    @Test
    void closedReplicas_keepNone_butGoOnWorking() throws Exception {
        Replicas replicas = replicas(spec);
        replicas.train(CPU, start(), share);
        replicas.close();
        assertThat(replicas.idle()).isZero();
        assertThat(replicas.train(CPU, start(), share).steps().losses()).hasSize(2);
        assertThat(replicas.idle()).isZero();
    }

    @Test
    void anotherProcess_beginsWithoutAny() throws Exception {
        try (Replicas replicas = replicas(spec)) {
            replicas.train(CPU, start(), share);
            Replicas sent = SerializationUtils.roundtrip(replicas);
            assertThat(sent.idle()).isZero();
            sent.train(CPU, start(), share);
            assertThat(sent.idle()).isEqualTo(1);
            sent.close();
        }
    }

    @Test
    void destroyedBroadcast_closesTheReplicasOfTheExecutor() throws Exception {
        JavaSparkContext spark = new JavaSparkContext(LocalSpark.session().sparkContext());
        Replicas replicas = replicas(spec);
        Broadcast<Replicas> broadcast = spark.broadcast(replicas);
        replicas.train(CPU, start(), share);
        assertThat(broadcast.value()).isSameAs(replicas);
        broadcast.destroy(true);
        assertThat(replicas.idle()).isZero();
    }

    @Test
    void minibatchPath_isReadAsWritten_andNothingElseIs() {
        MinibatchPath path = new MinibatchPath(3, 41);
        assertThat(path.text()).isEqualTo("epoch-3/minibatch-41");
        assertThat(MinibatchPath.of(path.text())).isEqualTo(path);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinibatchPath.of("part-0"))
                .withMessage("\"part-0\" names no minibatch; expected for example epoch-1/minibatch-0");
    }
}
