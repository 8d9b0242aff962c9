package org.skipsweep.driver.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.file.AmatFile;

/** Images as text. */
final class AmatTarget implements FuzzTarget {
    private static final int SIDE = 28;

    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        pixels[5] = (byte) 255;
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        AmatFile.write(new ImageSet(SIDE, SIDE, PixelKind.BINARY, pixels, new byte[0]), image);
        return Map.of("image", image.toByteArray(), "packed-image", Packed.gzip(image.toByteArray()));
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path file = Files.write(folder.resolve("images.amat"), input);
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        AmatFile.read(path, 1, hadoop);
        AmatFile.checkStart(path, hadoop);
    }
}
