package org.skipsweep.driver.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.skipsweep.models.data.file.IdxFile;
import org.skipsweep.models.data.file.ImageFile;

/** IDX files: labels, images, plain and gzip. */
final class IdxTarget implements FuzzTarget {
    private final Configuration hadoop = new Configuration();

    @Override
    public Map<String, byte[]> seeds() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("images", idx(new int[] {2, 3, 2}, 7));
        seeds.put("binary-images", idx(new int[] {2, 2, 2}, 1));
        seeds.put("packed-images", Packed.gzip(seeds.get("images")));
        return seeds;
    }

    private static byte[] idx(int[] dims, int last) throws IOException {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        byte[] bytes = new byte[size];
        bytes[size - 1] = (byte) last;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new IdxFile("seed", dims, bytes, "").write(out);
        return out.toByteArray();
    }

    @Override
    public void read(byte[] input, Path folder) throws IOException {
        Path file = Files.write(folder.resolve("images.idx"), input);
        ImageFile.binary(new org.apache.hadoop.fs.Path(file.toUri()), hadoop);
    }
}
