package org.skipsweep.driver.store.lease;

import java.util.Optional;

/**
 * A process of a Linux machine, told from all others, later ones of the same number and those of other containers included.
 *
 * @param machine the start of the machine and the process numbers that hold there (boot id and PID namespace)
 * @param number the process's number
 * @param started when it was started, in clock ticks of the machine
 * @param owner whose it is, by numbers of user and group; leases of earlier versions do not say
 */
record MachineProcess(String machine, long number, long started, Optional<String> owner) {}
