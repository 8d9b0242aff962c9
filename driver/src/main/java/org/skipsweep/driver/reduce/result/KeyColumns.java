package org.skipsweep.driver.reduce.result;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.value.ValueType;

/** The Parquet columns of trial keys. */
public final class KeyColumns {
    private KeyColumns() {}

    /**
     * The column of a key. A limit is not what it limits: {@code train_examples} is what a trial had, as its metrics say,
     * and {@code train_examples_limit} what it was allowed, null for all.
     */
    public static String name(TrialKey<?> key) {
        return limit(key) ? key.column() + "_limit" : key.column();
    }

    /** {@code schema} with the column of {@code key} behind it. */
    public static StructType add(StructType schema, TrialKey<?> key) {
        DataType type = limit(key) ? DataTypes.IntegerType : json(key);
        return schema.add(name(key), type);
    }

    /** The type of a key in JSON, where a limit is a text, since it may be {@code all}. */
    static DataType json(TrialKey<?> key) {
        ValueType<?> type = key.type();
        if (type instanceof ValueType.WholeNumber) {
            return DataTypes.IntegerType;
        }
        if (type instanceof ValueType.Seed) {
            return DataTypes.LongType;
        }
        if (type instanceof ValueType.Real) {
            return DataTypes.DoubleType;
        }
        return type instanceof ValueType.Flag ? DataTypes.BooleanType : DataTypes.StringType;
    }

    /** Whether a key limits how many examples a trial uses. */
    static boolean limit(TrialKey<?> key) {
        return key.type() instanceof ValueType.Count;
    }
}
