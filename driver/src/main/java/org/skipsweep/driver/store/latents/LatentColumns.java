package org.skipsweep.driver.store.latents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The columns of latents in a Parquet file: which of them it has, whether they are what they should be, and a row's values.
 *
 * @param file where they stand
 * @param types those of them that the file has
 */
record LatentColumns(Path file, MessageType types) {
    static final String MEAN = "posterior_mean";
    static final String LOG_VARIANCE = "log_variance";
    static final String SAMPLE = "z";
    static final String LABEL = "label";
    /** All of them; other columns are not looked at. */
    static final List<String> NAMES = List.of(MEAN, LOG_VARIANCE, SAMPLE, LABEL);

    boolean has(String column) {
        return types.containsField(column);
    }

    /**
     * What is wrong with them.
     *
     * @param all names of all columns of the file, for the message
     */
    List<String> problems(List<String> all) {
        List<String> problems = new ArrayList<>();
        for (String column : List.of(MEAN, LOG_VARIANCE)) {
            if (!has(column)) {
                problems.add(file + ": column " + column + " is missing; the columns are " + String.join(", ", all));
            }
        }
        for (String column : List.of(MEAN, LOG_VARIANCE, SAMPLE)) {
            if (has(column) && !isNumbers(types.getType(column))) {
                problems.add(file + ": column " + column + " must be an array of float or double but is "
                        + described(types.getType(column)));
            }
        }
        if (has(LABEL) && !isWhole(types.getType(LABEL))) {
            problems.add(file + ": column " + LABEL + " must be an int but is " + described(types.getType(LABEL)));
        }
        return problems;
    }

    /** The numbers of an array, NaN for one that is null; empty if the array is null or the file has no such column. */
    Optional<double[]> numbers(Group row, String column) {
        if (!has(column)) {
            return Optional.empty();
        }
        if (types.getType(column).isPrimitive()) {
            return Optional.of(repeated(row, column));
        }
        if (row.getFieldRepetitionCount(column) == 0) {
            return Optional.empty();
        }
        Group list = row.getGroup(column, 0);
        Type element = list.getType().getType(0);
        if (element.isPrimitive()) {
            return Optional.of(repeated(list, element.getName()));
        }
        double[] values = new double[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            Group wrapped = list.getGroup(0, i);
            values[i] = wrapped.getFieldRepetitionCount(0) == 0
                    ? Double.NaN
                    : number(wrapped, wrapped.getType().getFieldName(0), 0);
        }
        return Optional.of(values);
    }

    /** The class of a row; empty if it is null or the file has no such column. */
    Optional<Integer> label(Group row) {
        if (!has(LABEL) || row.getFieldRepetitionCount(LABEL) == 0) {
            return Optional.empty();
        }
        return Optional.of(
                is(types.getType(LABEL), PrimitiveTypeName.INT32)
                        ? row.getInteger(LABEL, 0)
                        : Math.toIntExact(row.getLong(LABEL, 0)));
    }

    private static double[] repeated(Group group, String field) {
        double[] values = new double[group.getFieldRepetitionCount(field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(group, field, i);
        }
        return values;
    }

    private static double number(Group group, String field, int index) {
        return is(group.getType().getType(field), PrimitiveTypeName.FLOAT)
                ? group.getFloat(field, index)
                : group.getDouble(field, index);
    }

    private static boolean isNumbers(Type type) {
        return element(type)
                .filter(element -> is(element, PrimitiveTypeName.FLOAT) || is(element, PrimitiveTypeName.DOUBLE))
                .isPresent();
    }

    /** What an array holds, in any of the forms that writers give it; empty for what is none. */
    private static Optional<Type> element(Type type) {
        if (type.isPrimitive()) {
            return type.isRepetition(Type.Repetition.REPEATED) ? Optional.of(type) : Optional.empty();
        }
        GroupType list = type.asGroupType();
        if (type.isRepetition(Type.Repetition.REPEATED)
                || list.getFieldCount() != 1
                || !list.getType(0).isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        Type repeated = list.getType(0);
        return repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1
                ? Optional.of(repeated)
                : Optional.of(repeated.asGroupType().getType(0));
    }

    private static boolean isWhole(Type type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return !type.isRepetition(Type.Repetition.REPEATED)
                && (is(type, PrimitiveTypeName.INT32) || is(type, PrimitiveTypeName.INT64))
                && (meaning == null || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation);
    }

    private static boolean is(Type type, PrimitiveTypeName name) {
        return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
    }

    private static String described(Type type) {
        return element(type).map(element -> "an array of " + plain(element)).orElseGet(() -> plain(type));
    }

    private static String plain(Type type) {
        if (!type.isPrimitive()) {
            return "a group of " + type.asGroupType().getFieldCount() + " columns";
        }
        PrimitiveTypeName name = type.asPrimitiveType().getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        String length = name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? "(" + type.asPrimitiveType().getTypeLength() + ")"
                : "";
        return (name.name() + length + (meaning == null ? "" : " " + meaning)).toLowerCase(Locale.ROOT);
    }
}
