package org.skipsweep.driver.export;

/** Who shows how far an export is. */
public interface ExportListener {
    /** So many of the trials are exported. */
    void exported(int done, int all);

    /** Something that a reader of the export should know. */
    void noted(String message);
}
