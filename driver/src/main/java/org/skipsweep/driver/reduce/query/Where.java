package org.skipsweep.driver.reduce.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.query.Condition.And;
import org.skipsweep.driver.reduce.query.Condition.Compared;
import org.skipsweep.driver.reduce.query.Condition.In;
import org.skipsweep.driver.reduce.query.Condition.Missing;
import org.skipsweep.driver.reduce.query.Condition.Not;
import org.skipsweep.driver.reduce.query.Condition.Or;
import org.skipsweep.driver.reduce.query.Condition.Relation;

/**
 * Reads a condition, such as {@code skip = true and (latent-dim > 10 or kl is null)}.
 *
 * <pre>
 * condition  = all { or all }
 * all        = one { and one }
 * one        = not one | ( condition ) | column comparison
 * comparison = (= | == | != | &lt;&gt; | &lt; | &lt;= | &gt; | &gt;=) value | in ( value {, value} ) | is [not] null
 * value      = number | true | false | word | 'text' | "text"
 * </pre>
 *
 * <p>Words may be written in capitals or not. A list in {@code in} may hold one value and more.
 */
final class Where {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<sign>==|!=|<>|<=|>=|[=<>(),])|'(?<single>[^']*)'|\"(?<double>[^\"]*)\""
                    + "|(?<word>[^\\s=!<>(),'\"]+))");
    private static final int DEEPEST = 100;
    private static final String EXAMPLE = "expected a condition such as \"skip = true and latent-dim > 10\"";

    private final String text;
    private final TrialTable table;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    /**
     * A part of the text.
     *
     * @param quoted whether it stood in quotes, so that it is a text whatever it looks like
     * @param at where it begins
     */
    private record Token(String text, boolean quoted, int at) {
        boolean is(String word) {
            return !quoted && text.toLowerCase(Locale.ROOT).equals(word);
        }
    }

    Where(String text, TrialTable table) {
        this.text = text;
        this.table = table;
    }

    /**
     * The condition.
     *
     * @throws UserError if the text is none; it says where
     */
    Condition read() {
        Matcher matcher = TOKEN.matcher(text.stripTrailing());
        int at = 0;
        while (at < text.stripTrailing().length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                int blanks = text.substring(at).length()
                        - text.substring(at).stripLeading().length();
                throw problem(at + blanks, "not understood");
            }
            at = matcher.end();
            tokens.add(token(matcher));
        }
        Condition condition = any();
        if (next < tokens.size()) {
            throw problem(tokens.get(next).at(), "expected and, or, or the end");
        }
        return condition;
    }

    private static Token token(Matcher matcher) {
        for (String quoted : List.of("single", "double")) {
            if (matcher.group(quoted) != null) {
                return new Token(matcher.group(quoted), true, matcher.start(quoted) - 1);
            }
        }
        String group = matcher.group("sign") == null ? "word" : "sign";
        return new Token(matcher.group(group), false, matcher.start(group));
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (taken("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (taken("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Condition one() {
        if (depth == DEEPEST) {
            throw problem(
                    next < tokens.size() ? tokens.get(next).at() : text.length(),
                    "too many not or ( inside one another");
        }
        depth++;
        Condition condition = inner();
        depth--;
        return condition;
    }

    private Condition inner() {
        if (taken("not")) {
            return new Not(one());
        }
        if (taken("(")) {
            Condition inside = any();
            take(")");
            return inside;
        }
        Token name = token("a column");
        return comparison(table.column(name.text(), "--where, character " + (name.at() + 1)));
    }

    private Condition comparison(String column) {
        if (taken("in")) {
            take("(");
            List<Object> values = new ArrayList<>(List.of(value()));
            while (taken(",")) {
                values.add(value());
            }
            take(")");
            return new In(column, List.copyOf(values));
        }
        if (taken("is")) {
            boolean present = taken("not");
            take("null");
            return present ? new Not(new Missing(column)) : new Missing(column);
        }
        Token sign = token("a comparison");
        if (sign.quoted() || !sign.text().matches("==?|!=|<>|[<>]=?")) {
            throw problem(sign.at(), "expected =, !=, <, <=, >, >=, in or is after " + column);
        }
        Relation relation = Relation.of(sign.text());
        return new Compared(column, relation, value());
    }

    private Object value() {
        Token token = token("a value");
        if (!token.quoted() && token.text().matches("[=<>(),!].*")) {
            throw problem(token.at(), "expected a value");
        }
        if (token.quoted()) {
            return token.text();
        }
        if (token.is("true") || token.is("false")) {
            return Boolean.valueOf(token.text());
        }
        try {
            return Double.valueOf(token.text());
        } catch (NumberFormatException aWord) {
            return token.text();
        }
    }

    private boolean taken(String word) {
        boolean there = next < tokens.size() && tokens.get(next).is(word);
        next += there ? 1 : 0;
        return there;
    }

    private void take(String word) {
        if (!taken(word)) {
            throw problem(next < tokens.size() ? tokens.get(next).at() : text.length(), "expected " + word);
        }
    }

    private Token token(String what) {
        if (next == tokens.size()) {
            throw problem(text.length(), "expected " + what);
        }
        return tokens.get(next++);
    }

    private UserError problem(int at, String what) {
        return new UserError("--where \"" + text + "\", character " + (at + 1) + ": " + what + "; " + EXAMPLE);
    }
}
