package org.skipsweep.driver.page.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** Where running trials are between two epochs, which no file says: only the process that runs them knows. For several threads. */
public final class RunningTrials {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * Where a trial is.
     *
     * @param epoch that it is in, counted from 1
     * @param epochs of the trial
     * @param step of this epoch, counted from 1
     * @param steps of an epoch
     * @param stepsPerSecond its pace, if it is known
     * @param secondsLeft about how long it takes from here, if that is known
     */
    public record Place(
            int epoch, int epochs, int step, int steps, OptionalDouble stepsPerSecond, OptionalDouble secondsLeft) {
        private ObjectNode json() {
            ObjectNode json = JSON.createObjectNode()
                    .put("epoch", epoch)
                    .put("epochs", epochs)
                    .put("step", step)
                    .put("steps", steps);
            stepsPerSecond.ifPresent(value -> json.put("steps_per_second", value));
            secondsLeft.ifPresent(value -> json.put("seconds_left", value));
            return json;
        }
    }

    /** A trial is at a place. */
    public void at(String trial, Place place) {
        places.put(trial, place);
    }

    /** A trial does not run any more. */
    public void ended(String trial) {
        places.remove(trial);
    }

    /** By id of a trial {@code epoch}, {@code epochs}, {@code step}, {@code steps} and, if known, {@code steps_per_second} and {@code seconds_left}. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        places.forEach((trial, place) -> json.set(trial, place.json()));
        return json;
    }
}
