package org.skipsweep.driver.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.parquet.ParquetFooter;
import org.skipsweep.driver.store.parquet.ParquetPages;
import org.skipsweep.models.files.Damage;

/** A small Parquet file as JSON, read without Spark, which would take seconds to start. */
final class ParquetRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParquetRows() {}

    /**
     * The file's columns and rows, in its order: {@code {"columns": ["model", ...], "rows": [["vae", ...], ...]}}. A cell is a number,
     * a text, a truth value, an array of these, or null.
     *
     * @throws UserError if the file is not Parquet, or has columns of another kind; names it
     */
    static ObjectNode read(FileStatus file, Configuration hadoop) throws IOException {
        ObjectNode table = JSON.objectNode();
        ArrayNode columns = table.putArray("columns");
        ArrayNode rows = table.putArray("rows");
        ParquetPages.check(file.getPath(), ParquetFooter.read(file, hadoop), hadoop);
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), file.getPath())
                .withConf(hadoop)
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                if (columns.isEmpty()) {
                    row.getType().getFields().forEach(field -> columns.add(field.getName()));
                }
                rows.add(row(row));
            }
            return table;
        } catch (IOException | RuntimeException e) {
            throw new UserError(file.getPath() + ": cannot be read as a table: " + Damage.told(e), e);
        }
    }

    private static ArrayNode row(Group row) {
        ArrayNode cells = JSON.arrayNode();
        GroupType type = row.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            add(cells, row, field);
        }
        return cells;
    }

    private static void add(ArrayNode cells, Group group, int field) {
        Type type = group.getType().getType(field);
        if (group.getFieldRepetitionCount(field) == 0) {
            cells.addNull();
        } else if (type.isPrimitive()) {
            addPrimitive(cells, group, field, type.asPrimitiveType());
        } else if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
            Group list = group.getGroup(field, 0);
            ArrayNode values = cells.addArray();
            for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
                add(values, list.getGroup(0, i), 0);
            }
        } else {
            throw new UnsupportedOperationException("column " + type.getName() + " is neither a value nor a list");
        }
    }

    private static void addPrimitive(ArrayNode cells, Group group, int field, PrimitiveType type) {
        PrimitiveTypeName kind = type.getPrimitiveTypeName();
        switch (kind) {
            case DOUBLE -> cells.add(group.getDouble(field, 0));
            case FLOAT -> cells.add(group.getFloat(field, 0));
            case INT32 -> cells.add(group.getInteger(field, 0));
            case INT64 -> cells.add(WholeNumbers.exact(group.getLong(field, 0)));
            case BOOLEAN -> cells.add(group.getBoolean(field, 0));
            case BINARY -> cells.add(group.getString(field, 0));
            default -> throw new UnsupportedOperationException("column " + type.getName() + " holds " + kind);
        }
    }
}
