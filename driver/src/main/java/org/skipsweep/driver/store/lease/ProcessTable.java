package org.skipsweep.driver.store.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a Linux machine shows of its processes.
 *
 * @param folder where it does, {@code /proc}
 */
record ProcessTable(Path folder) {
    static final ProcessTable HERE = new ProcessTable(Path.of("/proc"));

    /** Of what stands behind the program's name in {@code stat}. */
    private static final int STATE = 0;

    private static final int START = 19;

    /** Of a line of {@code mountinfo}. */
    private static final int MOUNTED_ON = 4;

    /** What is known of another process. */
    enum Sight {
        RUNS,
        GONE,
        /** The machine hides the processes of others from this one, or may do so. */
        HIDDEN
    }

    /** This process; empty where the machine does not tell, so that others can only watch the lease. */
    Optional<MachineProcess> current() {
        long number = ProcessHandle.current().pid();
        try {
            Optional<String> machine = machine();
            Optional<String[]> stat = stat(number);
            return machine.isEmpty() || stat.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new MachineProcess(machine.get(), number, Long.parseLong(stat.get()[START]), owner()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether these are the processes of the machine that {@code process} runs on. */
    boolean isOf(MachineProcess process) {
        return machine().filter(process.machine()::equals).isPresent();
    }

    /** Whether a process of this machine runs still. One that was killed and is waited for by nobody does not. */
    Sight look(MachineProcess process) {
        try {
            return stat(process.number())
                    .map(stat -> Long.parseLong(stat[START]) == process.started() && !stat[STATE].matches("[ZX]")
                            ? Sight.RUNS
                            : Sight.GONE)
                    .orElse(Sight.HIDDEN);
        } catch (NoSuchFileException e) {
            return showsAll() || isOurs(process) ? Sight.GONE : Sight.HIDDEN;
        } catch (IOException e) {
            return Sight.HIDDEN;
        }
    }

    private boolean isOurs(MachineProcess process) {
        return process.owner().isPresent() && process.owner().equals(owner());
    }

    /** Whether the processes of all users are shown: an option of the mount, {@code hidepid}, may leave out those of others. */
    private boolean showsAll() {
        try {
            List<String> mounts = Files.readAllLines(folder.resolve("self/mountinfo")).stream()
                    .filter(line -> line.split(" ", -1)[MOUNTED_ON].equals("/proc"))
                    .toList();
            return !mounts.isEmpty() && mounts.stream().noneMatch(line -> line.contains("hidepid="));
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private Optional<String> machine() {
        try {
            return Optional.of(Files.readString(folder.resolve("sys/kernel/random/boot_id"))
                            .strip() + " " + Files.readSymbolicLink(folder.resolve("self/ns/pid")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Whose this process is, to the machine: the numbers of user and group, which both decide what it may see. */
    private Optional<String> owner() {
        try {
            return Optional.of(Files.getAttribute(folder.resolve("self"), "unix:uid") + ":"
                    + Files.getAttribute(folder.resolve("self"), "unix:gid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String[]> stat(long number) throws IOException {
        String line = Files.readString(folder.resolve(number + "/stat"));
        return Optional.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" "))
                .filter(stat -> stat.length > START);
    }
}
