package org.skipsweep.driver.store.latents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;

/** The columns of a Parquet footer as it is stored, before anything has to make sense of their types. */
final class FooterColumns {
    private FooterColumns() {}

    /** The columns at the top, in order. */
    static List<String> names(FileMetaData metadata) {
        List<String> names = new ArrayList<>();
        List<SchemaElement> schema = metadata.getSchema();
        for (int i = 1; i < schema.size(); i = end(schema, i)) {
            names.add(schema.get(i).getName());
        }
        return names;
    }

    /** The same footer with no other columns than those at the top that are named; {@code metadata} itself changes. */
    static FileMetaData only(FileMetaData metadata, Collection<String> names) {
        List<SchemaElement> schema = metadata.getSchema();
        List<SchemaElement> kept = new ArrayList<>();
        int columns = 0;
        for (int i = 1; i < schema.size(); i = end(schema, i)) {
            if (names.contains(schema.get(i).getName())) {
                kept.addAll(schema.subList(i, end(schema, i)));
                columns++;
            }
        }
        SchemaElement root = schema.get(0).deepCopy();
        root.setNum_children(columns);
        kept.add(0, root);
        metadata.setSchema(kept);
        metadata.unsetColumn_orders();
        metadata.getRow_groups()
                .forEach(group -> group.setColumns(new ArrayList<>(group.getColumns().stream()
                        .filter(chunk -> names.contains(
                                chunk.getMeta_data().getPath_in_schema().get(0)))
                        .toList())));
        return metadata;
    }

    /** The first of the named columns with a logical type that the Parquet library has no name for. */
    static Optional<String> unknown(FileMetaData metadata, Collection<String> names) {
        List<SchemaElement> schema = metadata.getSchema();
        for (int i = 1; i < schema.size(); i = end(schema, i)) {
            String name = schema.get(i).getName();
            if (names.contains(name)
                    && schema.subList(i, end(schema, i)).stream()
                            .anyMatch(element -> element.isSetLogicalType()
                                    && element.getLogicalType().getSetField() == null)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Where the column after that at {@code start} stands. */
    private static int end(List<SchemaElement> schema, int start) {
        int end = start + 1;
        for (int left = schema.get(start).getNum_children(); left > 0; left--) {
            end = end(schema, end);
        }
        return end;
    }
}
