package org.skipsweep.driver.store.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of a Linux machine, told from all others, later ones of the same number and those of other containers included.
 *
 * @param machine the start of the machine and the process numbers that hold there (boot id and PID namespace)
 * @param number the process's number
 * @param started when it was started, in clock ticks of the machine
 */
record MachineProcess(String machine, long number, long started) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Of what stands behind the program's name in {@code /proc/N/stat}. */
    private static final int STATE = 0;

    private static final int START = 19;

    /** This process; empty where the machine does not tell, so that others can only watch the lease. */
    static Optional<MachineProcess> current() {
        long number = ProcessHandle.current().pid();
        return machineHere().flatMap(machine -> stat(number)
                .map(stat -> new MachineProcess(machine, number, Long.parseLong(stat[START]))));
    }

    /** Whether this machine shows processes of that one. */
    boolean isHere() {
        return machineHere().filter(machine::equals).isPresent();
    }

    /** Whether it runs still; only where it {@link #isHere()}. One that was killed and is waited for by nobody does not. */
    boolean runs() {
        return stat(number)
                .filter(stat -> Long.parseLong(stat[START]) == started && !stat[STATE].matches("[ZX]"))
                .isPresent();
    }

    private static Optional<String> machineHere() {
        try {
            return Optional.of(
                    Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES.resolve("self/ns/pid")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<String[]> stat(long number) {
        try {
            String line = Files.readString(PROCESSES.resolve(number + "/stat"));
            return Optional.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" "))
                    .filter(stat -> stat.length > START);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
