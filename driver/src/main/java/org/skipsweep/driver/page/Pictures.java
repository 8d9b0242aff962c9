package org.skipsweep.driver.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.files.WholeFiles;

/** The pictures of an output, in the page itself as far as they fit. */
final class Pictures {
    /** Bytes of pictures that a page takes; the rest of it stays under 2 MB for fifty trials. */
    private static final long MOST = 2_000_000;

    private Pictures() {}

    /** The picture files of a folder by name, without end: of a picture in several forms the smaller file. */
    static List<FileStatus> list(WholeFiles files, Path folder) throws IOException {
        FileStatus[] found;
        try {
            found = files.fileSystem().listStatus(folder, path -> path.getName().matches("[^.].*\\.(png|svg)"));
        } catch (FileNotFoundException e) {
            return List.of();
        }
        Arrays.sort(found);
        Map<String, FileStatus> smallest = new LinkedHashMap<>();
        for (FileStatus picture : found) {
            smallest.merge(
                    stem(picture.getPath()), picture, (one, other) -> one.getLen() <= other.getLen() ? one : other);
        }
        return List.copyOf(smallest.values());
    }

    /**
     * {@code [{"name": "figure1", "source": "data:image/svg+xml;base64,..."}, ...]}; of those that do not fit any more a {@code "file"},
     * their place in the output, instead of the source. A text of the same name is the caption.
     */
    static ArrayNode read(WholeFiles files, List<FileStatus> pictures) throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        long taken = 0;
        for (FileStatus picture : pictures) {
            Path path = picture.getPath();
            ObjectNode entry = all.addObject().put("name", stem(path));
            if (taken + picture.getLen() <= MOST) {
                taken += picture.getLen();
                byte[] bytes = files.read(path, in -> in.readAllBytes());
                entry.put(
                        "source",
                        "data:" + type(path) + ";base64," + Base64.getEncoder().encodeToString(bytes));
            } else {
                entry.put("file", path.getParent().getName() + "/" + path.getName());
            }
            files.text(new Path(path.getParent(), stem(path) + ".md")).ifPresent(text -> entry.put("caption", text));
        }
        return all;
    }

    private static String stem(Path path) {
        return path.getName().substring(0, path.getName().lastIndexOf('.'));
    }

    private static String type(Path path) {
        return path.getName().endsWith(".svg") ? "image/svg+xml" : "image/png";
    }
}
