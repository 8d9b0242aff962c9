package org.skipsweep.driver.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.file.CharacterMatrix;
import org.skipsweep.models.data.file.MatFile;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** MATLAB files with one image, and what else such files can hold beside it. */
final class MatTarget implements FuzzTarget {
    private static final int PIXELS = 784;
    private static final int ALPHABETS = 50;

    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("numbers", bytes(images(), Deflater.NO_COMPRESSION));
        seeds.put("packed-numbers", bytes(images(), Deflater.BEST_SPEED));
        Mat5File others = images();
        others.addArray("note", Mat5.newString("hello"))
                .addArray("cell", Mat5.newCell(1, 2).set(0, Mat5.newScalar(1)).set(1, Mat5.newString("x")))
                .addArray("struct", Mat5.newStruct().set("field", Mat5.newScalar(2)))
                .addArray("truth", Mat5.newLogicalScalar(true))
                .addArray("complex", Mat5.newComplexScalar(1, 2));
        seeds.put("others", bytes(others, Deflater.NO_COMPRESSION));
        return seeds;
    }

    private static Mat5File images() {
        Matrix data = Mat5.newMatrix(PIXELS, 1, MatlabType.UInt8);
        data.setDouble(7, 0, 1);
        Matrix target = Mat5.newMatrix(ALPHABETS, 1);
        target.setDouble(3, 0, 1);
        Mat5File file = Mat5.newMatFile();
        file.addArray("data", data).addArray("target", target);
        return file;
    }

    private static byte[] bytes(Mat5File file, int level) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        Mat5.newWriter(Sinks.wrap(buffer)).setDeflateLevel(level).writeMat(file);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path file = Files.write(folder.resolve("chardata.mat"), input);
        MatFile read = MatFile.read(new org.apache.hadoop.fs.Path(file.toUri()), Set.of("data", "target"), hadoop);
        CharacterMatrix.images(read, "data", "target", 1);
    }
}
