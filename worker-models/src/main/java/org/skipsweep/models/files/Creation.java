package org.skipsweep.models.files;

/** What came of an attempt to be the first who writes a file. */
public enum Creation {
    /** The file is ours: nobody else can have made it. */
    SURE,
    /** We wrote it, but the store does not keep another from having done so at the same moment; whoever wrote last is in it. */
    UNSURE,
    /** There was a file already, which stays as it is. */
    THERE
}
