package org.skipsweep.driver.sweep.file;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders the entries of a HOCON object as they were written; the object itself forgets it. */
final class FileOrder implements Comparator<Map.Entry<String, ConfigValue>> {
    private final List<String> files;
    private final Map<String, String> texts;

    /**
     * An order by the given texts.
     *
     * @param texts the text of each file by path, in the order of reading
     */
    FileOrder(Map<String, String> texts) {
        this.files = new ArrayList<>(texts.keySet());
        this.texts = texts;
    }

    @Override
    public int compare(Map.Entry<String, ConfigValue> left, Map.Entry<String, ConfigValue> right) {
        return Comparator.<Map.Entry<String, ConfigValue>>comparingInt(this::file)
                .thenComparingInt(entry -> entry.getValue().origin().lineNumber())
                .thenComparingInt(this::column)
                .thenComparing(Map.Entry::getKey)
                .compare(left, right);
    }

    /** Files come in the order of reading, the command line and defaults after them. */
    private int file(Map.Entry<String, ConfigValue> entry) {
        int index = files.indexOf(Origins.source(entry.getValue().origin()));
        return index < 0 ? files.size() : index;
    }

    private int column(Map.Entry<String, ConfigValue> entry) {
        ConfigOrigin origin = entry.getValue().origin();
        String text = texts.getOrDefault(Origins.source(origin), "");
        String line = text.lines()
                .skip(Math.max(0, origin.lineNumber() - 1))
                .findFirst()
                .orElse("");
        Matcher key = Pattern.compile("(?<![\\w-])" + Pattern.quote(entry.getKey()) + "(?![\\w-])")
                .matcher(line);
        return key.find() ? key.start() : line.length();
    }
}
