package org.skipsweep.driver.store.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.models.files.WholeFiles;

class DriverLeaseTest {
    private static final LeaseTimes QUICK =
            new LeaseTimes(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(50));

    @TempDir
    private Path out;

    private Path lease;
    private final List<String> messages = new ArrayList<>();

    @BeforeEach
    void placeLease() {
        lease = out.resolve("driver.json");
    }

    private LeaseFile file() throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(out.toUri());
        return new LeaseFile(WholeFiles.on(root, new Configuration()), root, QUICK, ProcessTable.HERE);
    }

    private DriverLease take() throws IOException, InterruptedException {
        return DriverLease.take(file(), messages::add, QUICK);
    }

    /** A driver whose machine this one knows nothing of. */
    private static Holder elsewhere(Instant renewed) {
        return new Holder(
                "token of elsewhere",
                "ada",
                "farhost",
                17,
                Optional.of(new MachineProcess("another start of another machine", 17, 5, Optional.empty())),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                renewed);
    }

    private void write(Holder holder) throws IOException {
        Files.writeString(lease, HolderParser.toJson(holder));
    }

    @Test
    void freeLease_isTaken_andGoneWhenItIsGivenBack() throws Exception {
        try (DriverLease held = take()) {
            Holder holder = HolderParser.fromJson(Files.readString(lease)).orElseThrow();
            assertThat(holder.number()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.process()).isPresent();
            held.requireHeld(new IOException());
        }
        assertThat(lease).doesNotExist();
        assertThat(messages).isEmpty();
    }

    @Test
    void leaseOfAProcessThatRunsHere_isRefused_namingIt() throws Exception {
        try (DriverLease held = take()) {
            Holder holder = HolderParser.fromJson(Files.readString(lease)).orElseThrow();
            assertThatThrownBy(this::take)
                    .isInstanceOf(UserError.class)
                    .hasMessageMatching("file:.*: is being run by process " + holder.number() + " of " + holder.user()
                            + " on .*, since \\d{4}-.*Z, last sign of life \\d+ s ago\\. Two at once would train the same"
                            + " trials: wait for it, end it, or give another --out\\. .*");
            held.requireHeld(new IOException());
        }
    }

    @Test
    void leaseOfAProcessThatHasEndedHere_isTakenAtOnce_andSaid() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        MachineProcess here = ProcessTable.HERE.current().orElseThrow();
        for (MachineProcess gone : List.of(
                new MachineProcess(here.machine(), ended.pid(), here.started(), here.owner()),
                new MachineProcess(here.machine(), here.number(), here.started() - 1, here.owner()))) {
            Holder now = Holder.here();
            messages.clear();
            write(new Holder("token", "ada", "here", gone.number(), Optional.of(gone), now.since(), now.renewed()));
            take().close();
            assertThat(messages)
                    .singleElement()
                    .asString()
                    .contains("going on from process " + gone.number() + " of ada on here, since ")
                    .endsWith(", which has ended without saying so");
        }
    }

    @Test
    void leaseFromElsewhereThatIsRenewed_isRefused_whateverItsClockSays() throws Exception {
        for (Instant renewed : List.of(
                Instant.now(), Instant.now().minusSeconds(9000), Instant.now().plusSeconds(9000))) {
            write(elsewhere(renewed));
            CompletableFuture<Void> taker = CompletableFuture.runAsync(this::takeAndClose);
            for (int signs = 1; !taker.isDone(); signs++) {
                Thread.sleep(20);
                write(elsewhere(renewed.plusSeconds(signs)));
            }
            assertThatThrownBy(taker::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(
                            "is being run by process 17 of ada on farhost, since 2026-01-02T03:04:05Z, last");
        }
    }

    @Test
    void leaseFromElsewhereThatIsSilent_isTakenOver_whateverItsClockSays() throws Exception {
        for (Instant renewed : List.of(
                Instant.now(), Instant.now().minusSeconds(9000), Instant.now().plusSeconds(9000))) {
            write(elsewhere(renewed));
            messages.clear();
            take().close();
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0))
                    .contains("process 17 of ada on farhost, since ")
                    .contains("may be running this");
            assertThat(messages.get(1)).contains("going on from process 17 of ada on farhost");
        }
    }

    @Test
    void damagedLease_isTakenOverWhenNobodyRenewsIt() throws Exception {
        for (String damaged : List.of("", "{", "{}", "[1]", "null", "{\"process\": 1, \"token\": null}")) {
            Files.writeString(lease, damaged);
            messages.clear();
            take().close();
            assertThat(messages)
                    .as(damaged)
                    .hasSize(2)
                    .allMatch(text -> text.contains("that driver.json does not name"));
        }
    }

    @Test
    void leaseThatCannotBeOpened_isNeitherTakenNorTriedForEver() throws Exception {
        Path elsewhere = out.resolve("a disk that is away");
        Files.createSymbolicLink(lease, elsewhere);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(this::take)
                .isInstanceOf(IOException.class)
                .hasMessage(lease + ": is there and cannot be opened: a link to what is not there"));
        assertThat(Files.readSymbolicLink(lease)).isEqualTo(elsewhere);
    }

    @Test
    void lostLease_interruptsItsHolder_whoLearnsWhoHasIt_andLeavesItThere() throws Exception {
        DriverLease held = take();
        write(elsewhere(Instant.now()));
        assertThatThrownBy(() -> Thread.sleep(60_000)).isInstanceOf(InterruptedException.class);
        IOException consequence = new IOException();
        assertThatThrownBy(() -> held.requireHeld(consequence))
                .isInstanceOf(LeaseLostException.class)
                .hasCause(consequence)
                .hasMessageContaining("was taken over by process 17 of ada on farhost, since ");
        held.close();
        assertThat(lease).content().contains("token of elsewhere");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void outputThatIsAwayForAWhile_endsNothing_andTheLeaseIsRenewedAfterwards() throws Exception {
        try (DriverLease held = take()) {
            Path away = out.resolveSibling(out.getFileName() + "-away");
            Files.move(out, away);
            Thread.sleep(3 * QUICK.renewal().toMillis());
            assertThat(out).doesNotExist();
            Files.move(away, out);
            String before = Files.readString(lease);
            while (Files.readString(lease).equals(before)) {
                Thread.sleep(10);
            }
            held.requireHeld(new IOException());
        }
        assertThat(lease).doesNotExist();
    }

    @Test
    void manyTakersAtOnce_oneHasIt() throws Exception {
        List<CompletableFuture<DriverLease>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            takers.add(CompletableFuture.supplyAsync(this::taken));
        }
        List<DriverLease> leases = new ArrayList<>();
        for (CompletableFuture<DriverLease> taker : takers) {
            taker.handle((held, refused) -> held == null || leases.add(held)).join();
        }
        assertThat(leases).hasSize(1);
        leases.get(0).close();
    }

    private DriverLease taken() {
        try {
            return DriverLease.take(file(), message -> {}, QUICK);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeAndClose() {
        taken().close();
    }
}
