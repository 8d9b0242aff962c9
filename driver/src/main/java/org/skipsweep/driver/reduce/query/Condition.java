package org.skipsweep.driver.reduce.query;

import java.util.List;
import org.skipsweep.driver.reduce.query.TrialTable.Row;

/**
 * What a row may meet or not. No comparison holds of a value that is absent, neither {@code elbo < -94} nor {@code elbo >= -94};
 * {@link Not} is plain, so that {@code not elbo < -94} is met where there is no ELBO.
 */
sealed interface Condition {

    /** Whether a row meets it. */
    boolean on(Row row);

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean on(Row row) {
            return parts.stream().allMatch(part -> part.on(row));
        }
    }

    /** Any of them. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean on(Row row) {
            return parts.stream().anyMatch(part -> part.on(row));
        }
    }

    /** The opposite: met wherever the part is not, be it for want of a value. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean on(Row row) {
            return !part.on(row);
        }
    }

    /** The column has no value. */
    record Missing(String column) implements Condition {
        @Override
        public boolean on(Row row) {
            return row.get(column) == null;
        }
    }

    /** The column has one of some values. */
    record In(String column, List<Object> values) implements Condition {
        @Override
        public boolean on(Row row) {
            Object value = row.get(column);
            return value != null && values.stream().anyMatch(one -> Values.compare(value, one) == 0);
        }
    }

    /** The column's value stands in a relation to another. */
    record Compared(String column, Relation relation, Object value) implements Condition {
        @Override
        public boolean on(Row row) {
            Object found = row.get(column);
            return found != null && relation.holds(Values.compare(found, value));
        }
    }

    /** How two values stand to each other. */
    enum Relation {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        /** The relation that a sign means. */
        static Relation of(String sign) {
            return switch (sign) {
                case "=", "==" -> EQUAL;
                case "!=", "<>" -> NOT_EQUAL;
                case "<" -> LESS;
                case "<=" -> AT_MOST;
                case ">" -> GREATER;
                case ">=" -> AT_LEAST;
                default -> throw new IllegalArgumentException("no relation: " + sign);
            };
        }

        private boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }
}
