package org.skipsweep.driver.sweep.plan;

/** What a person is told of data that go by a published name and are not what was published under it. */
public final class UnpublishedData {
    private UnpublishedData() {}

    /**
     * A sentence on a data set.
     *
     * @param dataset its name
     * @param files the files that differ
     */
    public static String sentence(String dataset, String files) {
        return "These are not the published data of " + dataset + " (" + files
                + "): numbers are not comparable to others on " + dataset + ".";
    }
}
