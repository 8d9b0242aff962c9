package org.skipsweep.models.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.files.Damage;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/** A MATLAB file of version 5 (what MATLAB saves as -v6 and -v7, and SciPy as 5), on any Hadoop file system. */
public final class MatFile {
    private static final byte[] HDF5 = "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final Map<String, String> found;
    private final Map<String, Matrix> matrices;
    private final String sha256;

    private MatFile(String name, Map<String, String> found, Map<String, Matrix> matrices, String sha256) {
        this.name = name;
        this.found = found;
        this.matrices = matrices;
        this.sha256 = sha256;
    }

    /**
     * Reads some variables of a file, and what the others are called.
     *
     * @param variables names of those whose values are read
     * @throws DataException if the file cannot be read or is not of this form
     */
    public static MatFile read(Path path, Set<String> variables, Configuration conf) {
        String name = path.toString();
        requireElements(path, conf);
        try (StoredFile file = StoredFile.open(path, conf)) {
            InputStream content = file.content();
            Map<String, String> found = new LinkedHashMap<>();
            Map<String, Matrix> matrices = new LinkedHashMap<>();
            Mat5File variablesRead = Mat5.newReader(Sources.wrapInputStream(content))
                    .setEntryFilter(header -> {
                        found.put(header.getName(), IdxFile.describe(header.getDimensions()));
                        return variables.contains(header.getName()) && isReal(header.getType());
                    })
                    .readMat();
            variablesRead.getEntries().forEach(entry -> {
                if (entry.getValue() instanceof Matrix matrix) {
                    matrices.put(entry.getName(), matrix);
                }
            });
            return new MatFile(name, found, matrices, file.storedSha256());
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    /** Before the library sees the file: that it is one, and all of it. */
    private static void requireElements(Path path, Configuration conf) {
        String name = path.toString();
        try (StoredFile file = StoredFile.open(path, conf)) {
            PushbackInputStream content = new PushbackInputStream(file.content(), HDF5.length);
            refuseHdf5(name, content);
            MatElements.check(content);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static DataException unreadable(String name, Exception e) {
        return new DataException(
                name + ": cannot be read as a MATLAB 5 file (" + Damage.told(e)
                        + "); it is another file, damaged or incomplete, copy or fetch it again",
                e);
    }

    private static void refuseHdf5(String name, PushbackInputStream content) throws IOException {
        byte[] start = content.readNBytes(HDF5.length);
        content.unread(start);
        if (Arrays.equals(start, HDF5)) {
            throw new DataException(
                    name + ": a MATLAB file of version 7.3, expected version 5; in MATLAB: save it again with -v7");
        }
    }

    private static boolean isReal(MatlabType type) {
        return switch (type) {
            case Double, Single, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64 -> true;
            default -> false;
        };
    }

    /**
     * A variable that was read.
     *
     * @param variable one of those that were read
     * @return a matrix of that size
     * @throws DataException if the file has no such matrix; the message says which variables it has
     */
    public Matrix matrix(String variable, int rows, int columns) {
        check(variable, rows, columns);
        Matrix matrix = matrices.get(variable);
        if (matrix == null) {
            throw new DataException(name + ": \"" + variable + "\" does not hold real numbers");
        }
        return matrix;
    }

    /**
     * Whether the file has a variable of that name and size.
     *
     * @throws DataException if it does not; the message says which variables it has
     */
    public void check(String variable, int rows, int columns) {
        String expected = IdxFile.describe(new int[] {rows, columns});
        if (!expected.equals(found.get(variable))) {
            throw new DataException(
                    name + ": no matrix \"" + variable + "\" of " + expected + " numbers; the file holds "
                            + (found.isEmpty()
                                    ? "nothing"
                                    : found.entrySet().stream()
                                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                            .collect(Collectors.joining(", "))));
        }
    }

    /** Where it was read from, for messages. */
    public String name() {
        return name;
    }

    /** SHA-256 of the file as stored, in hexadecimal. */
    public String sha256() {
        return sha256;
    }
}
