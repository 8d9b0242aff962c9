package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.libtorch.device.DeviceStream;
import org.skipsweep.models.engine.libtorch.device.Leaves;
import org.skipsweep.models.engine.libtorch.device.SharedLeaves;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.engine.libtorch.device.TorchScope;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;

/** When passes are recorded, on the processor as their device. */
class RecordedPassesTest {
    private static final Device CPU = new Device.Cpu();

    @Test
    void eachShapeAndEachPlaceOfTheGradient_isRecordedOnce_afterItsDirectRuns() {
        WatchedStream stream = new WatchedStream(false);
        try (Work work = new Work(stream)) {
            for (int i = 1; i < RecordedPasses.DIRECT_RUNS; i++) {
                work.gradient(5, work.place);
            }
            assertThat(stream.records).isZero();
            work.gradient(5, work.place);
            assertThat(stream.records).isEqualTo(1);
            for (int i = 0; i < 2 * RecordedPasses.DIRECT_RUNS; i++) {
                work.gradient(5, work.place);
                work.gradient(3, work.place);
                work.gradient(5, work.anotherPlace);
            }
            assertThat(stream.records).isEqualTo(3);
            assertThat(stream.replays).isEqualTo(4 * RecordedPasses.DIRECT_RUNS);
            assertThat(stream.open).isEqualTo(3);
        }
        assertThat(stream.open).isZero();
    }

    @Test
    void whatTheStreamRefuses_goesOnCallByCall_andIsNotTriedAgain() {
        WatchedStream refusing = new WatchedStream(true);
        try (Work work = new Work(refusing);
                Work recorded = new Work(new WatchedStream(false))) {
            for (int i = 0; i < 2 * RecordedPasses.DIRECT_RUNS; i++) {
                work.gradient(5, work.place);
                recorded.gradient(5, recorded.place);
                assertThat(work.place).isEqualTo(recorded.place);
                work.gradient(3, work.place);
            }
            assertThat(refusing.records).isEqualTo(1);
            assertThat(refusing.replays).isZero();
        }
    }

    /** Passes over one graph. */
    private static final class Work implements AutoCloseable {
        private final LossGraph graph = TestModels.graph(TestModels.SKIP);
        private final Map<String, INDArray> place = TestModels.zeros(graph);
        private final Map<String, INDArray> anotherPlace = TestModels.zeros(graph);
        private final TorchPrograms programs = new TorchPrograms(graph, CPU);
        private final WatchedLeaves leaves;
        private final Passes passes;

        Work(WatchedStream stream) {
            leaves = new WatchedLeaves(new SharedLeaves(TestModels.parameters(graph, 2), CPU), stream);
            passes = new RecordedPasses(programs, leaves, CPU);
        }

        void gradient(int batch, Map<String, INDArray> place) {
            List<String> outputs = List.of(Elbo.LOSS);
            Pass pass = new Pass(
                    programs.computingLossAnd(outputs, Precision.FP32), Elbo.LOSS, place.keySet(), Set.of(), outputs);
            TorchScope.releasing(() -> {
                Map<String, Tensor> gradient = new HashMap<>();
                place.forEach((name, array) -> gradient.put(name, TorchMemory.share(array)));
                return passes.run(pass, TestModels.inputs(TestModels.SKIP, batch, 1), gradient, Map.of());
            });
        }

        @Override
        public void close() {
            passes.close();
            leaves.close();
            programs.close();
        }
    }

    /** Leaves whose calls go through a stream of ours. */
    private record WatchedLeaves(Leaves leaves, DeviceStream stream) implements Leaves {
        @Override
        public Optional<Tensor> find(String name) {
            return leaves.find(name);
        }

        @Override
        public void refresh() {
            leaves.refresh();
        }

        @Override
        public void differentiate(Set<String> names) {
            leaves.differentiate(names);
        }

        @Override
        public void close() {
            leaves.close();
        }
    }

    /** A stream that counts its recordings, or refuses them as a GPU does when the processor waits for a value. */
    private static final class WatchedStream implements DeviceStream {
        private final DeviceStream stream = DeviceStream.on(CPU);
        private final boolean refuses;
        private int records;
        private int replays;
        private int open;

        WatchedStream(boolean refuses) {
            this.refuses = refuses;
        }

        @Override
        public <T> T run(Supplier<T> work) {
            return stream.run(work);
        }

        @Override
        public void close() {
            stream.close();
        }

        @Override
        public Recording record(Runnable work) {
            records++;
            if (refuses) {
                throw new IllegalStateException("operation mean failed in libtorch: a stream that is captured");
            }
            open++;
            Recording recording = stream.record(work);
            return new Recording() {
                @Override
                public void replay() {
                    replays++;
                    recording.replay();
                }

                @Override
                public void close() {
                    open--;
                    recording.close();
                }
            };
        }
    }
}
