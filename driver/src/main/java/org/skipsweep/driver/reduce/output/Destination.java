package org.skipsweep.driver.reduce.output;

import org.apache.hadoop.fs.Path;
import org.skipsweep.driver.report.Picture;

/**
 * Where what is made of a sweep's results goes.
 *
 * @param plan the sweep
 * @param files writes into the folder
 * @param folder output of the sweep
 */
public record Destination(PlanHeader plan, OutputFiles files, Path folder) {

    /** The file {@code name} among the tables of the output {@code folder}. */
    public static Path table(Path folder, String name) {
        return new Path(new Path(folder, "tables"), name);
    }

    /** The file {@code name} among the figures of the output {@code folder}. */
    public static Path figure(Path folder, String name) {
        return new Path(new Path(folder, "figures"), name);
    }

    /** The file {@code name} among the tables. */
    public Path table(String name) {
        return table(folder, name);
    }

    /** The file {@code name} among the figures. */
    public Path figure(String name) {
        return figure(folder, name);
    }

    /** Writes {@code picture} as {@code figures/NAME.svg} and {@code figures/NAME.png}. */
    public void picture(Picture picture, String name) {
        files.bytes(picture.svg(), figure(name + ".svg"));
        files.bytes(picture.png(), figure(name + ".png"));
    }
}
