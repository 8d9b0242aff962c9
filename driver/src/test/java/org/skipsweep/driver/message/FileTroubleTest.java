package org.skipsweep.driver.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What is told of disks and stores. */
class FileTroubleTest {
    private static final String THEN =
            "; what was written before is whole and stays: once that is mended, the same command goes on from there";

    @Test
    void isFoundBelowWhatLibrariesMakeOfIt_andNamesTheFile() {
        IOException full = new FileSystemException("out/plan.json", null, "No space left on device");
        assertThat(FileTrouble.in(new IllegalStateException("job aborted", new UncheckedIOException(full))))
                .contains("out/plan.json: No space left on device" + THEN);
    }

    @Test
    void whatOnlyItsClassSays_isSaidInWords() {
        assertThat(FileTrouble.in(new NoSuchFileException("out"))).contains("out: no such file or folder" + THEN);
        assertThat(FileTrouble.in(new AccessDeniedException("out"))).contains("out: permission denied" + THEN);
        assertThat(FileTrouble.in(new IOException())).contains("java.io.IOException" + THEN);
    }

    @Test
    void whatIsNotOfFiles_isNone() {
        assertThat(FileTrouble.in(new IllegalStateException("out of luck"))).isEmpty();
    }
}
