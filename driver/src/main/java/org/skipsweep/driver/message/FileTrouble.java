package org.skipsweep.driver.message;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What a disk, a file system or a store would not do. */
public final class FileTrouble {
    private FileTrouble() {}

    /**
     * What the first {@link IOException} among {@code error} and its causes says, and what to do then.
     *
     * @return empty if there is none
     */
    public static Optional<String> in(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return Optional.of(
                        said(cause)
                                + "; what was written before is whole and stays: once that is mended, the same command goes on from there");
            }
        }
        return Optional.empty();
    }

    /** Java names only the file where the kind of exception says the rest. */
    private static String said(Throwable trouble) {
        if (trouble instanceof NoSuchFileException missing && missing.getReason() == null) {
            return missing.getFile() + ": no such file or folder";
        }
        if (trouble instanceof AccessDeniedException denied && denied.getReason() == null) {
            return denied.getFile() + ": permission denied";
        }
        boolean onlyTheFile = trouble instanceof FileSystemException of && of.getReason() == null;
        return onlyTheFile || trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    }
}
