package org.skipsweep.driver.store.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.lease.ProcessTable.Sight;
import org.skipsweep.models.files.WholeFiles;

/** On folders of the form of {@code /proc}. */
class ProcessTableTest {
    private static final long OTHER = 4_000_000;
    private static final String HIDING = "22 27 0:21 / /proc rw - proc proc rw,hidepid=invisible\n";
    private static final String SHOWING = "22 27 0:21 / /proc rw - proc proc rw\n";
    private static final String STAT = " (java (of) her) S" + " 0".repeat(18) + " 55 0\n";

    @TempDir
    private Path folder;

    private ProcessTable table;
    private MachineProcess ours;

    @BeforeEach
    void mount() throws IOException {
        Path proc = folder.resolve("proc");
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot\n");
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[1]"));
        Files.writeString(proc.resolve("self/mountinfo"), HIDING);
        stat(ProcessHandle.current().pid(), STAT);
        table = new ProcessTable(proc);
        ours = table.current().orElseThrow();
    }

    private void stat(long number, String text) throws IOException {
        Path process = Files.createDirectories(folder.resolve("proc/" + number));
        Files.writeString(process.resolve("stat"), number + text);
    }

    private MachineProcess other(Optional<String> owner) {
        return new MachineProcess("boot pid:[1]", OTHER, 55, owner);
    }

    @Test
    void processThatIsShown_runsOrIsGone() throws IOException {
        assertThat(ours.started()).isEqualTo(55);
        assertThat(table.isOf(ours)).isTrue();
        assertThat(table.look(ours)).isEqualTo(Sight.RUNS);
        MachineProcess hers = other(Optional.of("her own"));
        stat(OTHER, STAT.replace(" 55 ", " 56 "));
        assertThat(table.look(hers)).as("a later one of its number").isEqualTo(Sight.GONE);
        stat(OTHER, STAT.replace(" S ", " Z "));
        assertThat(table.look(hers)).as("one that was killed").isEqualTo(Sight.GONE);
    }

    @Test
    void processThatIsNotShown_isGone_onlyWhereItWouldBeShown() throws IOException {
        assertThat(table.look(other(ours.owner()))).isEqualTo(Sight.GONE);
        assertThat(table.look(other(Optional.of("her own")))).isEqualTo(Sight.HIDDEN);
        assertThat(table.look(other(Optional.empty())))
                .as("an earlier version's")
                .isEqualTo(Sight.HIDDEN);
        Files.writeString(folder.resolve("proc/self/mountinfo"), SHOWING);
        assertThat(table.look(other(Optional.of("her own")))).isEqualTo(Sight.GONE);
        assertThat(table.look(other(Optional.empty()))).isEqualTo(Sight.GONE);
    }

    @Test
    void processWhoseStateCannotBeRead_isHidden() throws IOException {
        Files.createDirectories(folder.resolve("proc/" + OTHER + "/stat"));
        assertThat(table.look(other(ours.owner()))).isEqualTo(Sight.HIDDEN);
    }

    @Test
    void leaseOfAHiddenProcess_isWatched_andRefusedWhereItIsRenewed() throws Exception {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(folder.toUri());
        LeaseTimes quick = new LeaseTimes(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(50));
        LeaseFile file = new LeaseFile(WholeFiles.on(root, new Configuration()), root, quick, table);
        Holder hers = new Holder(
                "token",
                "ada",
                "here",
                OTHER,
                Optional.of(other(Optional.of("her own"))),
                Instant.now(),
                Instant.now());
        Files.writeString(folder.resolve("driver.json"), HolderParser.toJson(hers));
        List<String> messages = new ArrayList<>();
        assertThatThrownBy(() -> DriverLease.take(
                        file,
                        message -> {
                            messages.add(message);
                            renew(hers);
                        },
                        quick))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is being run by process " + OTHER + " of ada on here");
        assertThat(messages).singleElement().asString().contains("may be running this");
        DriverLease.take(file, messages::add, quick).close();
        assertThat(messages.get(2)).contains("going on from process " + OTHER + " of ada on here");
    }

    private void renew(Holder holder) {
        try {
            Files.writeString(folder.resolve("driver.json"), HolderParser.toJson(holder.renewedNow()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
