package org.skipsweep.models.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Whether a file that was not found is not there. Hadoop's local file system says so of each one that it cannot open: for want of
 * permission, with too many files open, on a disk that went away.
 */
final class LocalAbsence {
    /** Java's own message: a path, and what the operating system says. */
    private static final Pattern REASON = Pattern.compile("(?s).*\\(([^()]+)\\)");

    private LocalAbsence() {}

    /** Whether nothing goes by the name of {@code path}, a link to nowhere included; on other file systems always. */
    static boolean isSure(FileSystem fileSystem, Path path) {
        return !(fileSystem instanceof RawLocalFileSystem local)
                || Files.notExists(local.pathToFile(path).toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is wrong with a path of the local file system instead. */
    static IOException trouble(FileSystem fileSystem, Path path, FileNotFoundException claim) {
        java.nio.file.Path file =
                ((RawLocalFileSystem) fileSystem).pathToFile(path).toPath();
        IOException trouble =
                new FileSystemException(file.toString(), null, "is there and cannot be opened: " + reason(file, claim));
        trouble.initCause(claim);
        return trouble;
    }

    private static String reason(java.nio.file.Path file, FileNotFoundException claim) {
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
        } catch (NoSuchFileException e) {
            return "a link to what is not there";
        } catch (AccessDeniedException e) {
            return "permission denied";
        } catch (IOException e) {
            return e instanceof FileSystemException of && of.getReason() != null ? of.getReason() : e.toString();
        }
        Matcher said = REASON.matcher(String.valueOf(claim.getMessage()));
        return said.matches() ? said.group(1) : String.valueOf(claim.getMessage());
    }
}
