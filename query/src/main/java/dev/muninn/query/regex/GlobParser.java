package dev.muninn.query.regex;

import java.util.ArrayList;
import java.util.List;

/** Reads a regular expression as globs that every matching text matches. */
final class GlobParser {

    /*
     * What is literal, a gap, a choice or optional is kept; all else becomes a gap and makes the
     * result inexact. Where the syntax itself is beyond this parser (flags, named groups, \Q, \p,
     * \x, errors), the result is one inexact gap, and RE2 decides alone.
     */

    /** Choices multiply: (a|b)(c|d) are four. Beyond, comparing them costs more than RE2. */
    private static final int MAX_PRODUCT = 256;

    /** Sets this large are looked up by hash. */
    private static final int MAX_CHOICE = 20_000;

    private static final String PLAIN_ESCAPES = "dDwWsSbB";
    private static final String CONTROL_ESCAPES = "afnrtv";
    private static final String CONTROLS = "\u0007\f\n\r\t\u000b";
    private static final String SPECIAL = "*+?{";

    /** Thrown to give up; has no trace as it carries nothing. */
    private static final class Beyond extends Exception {

        private static final long serialVersionUID = 1L;

        Beyond() {
            super("", null, false, false);
        }
    }

    /** Alternatives, with what they would cost RE2. */
    record Globs(List<Glob> list, boolean isExact, long size) {

        static Globs of(Glob glob) {
            return new Globs(List.of(glob), true, Math.max(1, glob.prefix().length()));
        }

        static Globs opaque(long size) {
            return new Globs(List.of(Glob.gap(false)), false, size);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private GlobParser(String text) {
        this.text = text;
    }

    static Globs parse(String text) {
        GlobParser parser = new GlobParser(text);
        try {
            Globs globs = parser.choice();
            if (parser.at < text.length()) {
                return Globs.opaque(parser.crudeSize());
            }
            boolean isCounting = globs.list().stream().anyMatch(Glob::countsCharacters);
            return isCounting ? Globs.opaque(globs.size()) : globs;
        } catch (Beyond e) {
            return Globs.opaque(parser.crudeSize());
        }
    }

    /** At most so many instructions, as if all repetitions were within each other. */
    private long crudeSize() {
        double size = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                size *= Math.max(1, largestNumber(i + 1));
            }
        }
        return (long) size;
    }

    private int largestNumber(int from) {
        int largest = 0;
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + (c - '0'), 10_000);
                largest = Math.max(largest, number);
            } else if (c == ',') {
                number = 0;
            } else {
                break;
            }
        }
        return largest;
    }

    private Globs choice() throws Beyond {
        Globs first = sequence();
        if (!isNext('|')) {
            return first;
        }
        List<Glob> all = new ArrayList<>(first.list());
        boolean isExact = first.isExact();
        long size = first.size();
        while (isNext('|')) {
            at++;
            Globs next = sequence();
            all.addAll(next.list());
            isExact &= next.isExact();
            size += next.size() + 1;
        }
        return all.size() > MAX_CHOICE
                ? Globs.opaque(size)
                : new Globs(List.copyOf(all), isExact, size);
    }

    private Globs sequence() throws Beyond {
        Globs result = Globs.of(Glob.EMPTY);
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            result = product(result, item());
        }
        return result;
    }

    private static Globs product(Globs left, Globs right) {
        long size = left.size() + right.size();
        boolean isExact = left.isExact() && right.isExact();
        if ((long) left.list().size() * right.list().size() > MAX_PRODUCT) {
            // Still true, though less of it: what begins as before goes on somehow.
            return left.list().size() > MAX_PRODUCT
                    ? Globs.opaque(size)
                    : product(left, Globs.opaque(right.size()));
        }
        List<Glob> all = new ArrayList<>();
        for (Glob a : left.list()) {
            for (Glob b : right.list()) {
                all.add(a.then(b));
            }
        }
        return new Globs(List.copyOf(all), isExact, size);
    }

    private Globs item() throws Beyond {
        int start = at;
        boolean isDot = isNext('.');
        Globs atom = atom();
        if (at >= text.length() || SPECIAL.indexOf(text.charAt(at)) < 0) {
            return isDot ? Globs.opaque(1) : atom;
        }
        return repeated(atom, isDot, start);
    }

    private Globs repeated(Globs atom, boolean isDot, int start) throws Beyond {
        char operator = text.charAt(at);
        long times = 1;
        if (operator == '{') {
            int close = text.indexOf('}', at);
            if (close < 0 || !text.substring(at, close + 1).matches("\\{\\d{1,4}(,\\d{0,4})?}")) {
                throw new Beyond();
            }
            times = Math.max(1, largestNumber(at + 1));
            at = close;
        }
        at++;
        if (isNext('?')) {
            at++;
        }
        boolean isStacked = at < text.length() && "*+?".indexOf(text.charAt(at)) >= 0;
        boolean isOnAnchor = text.charAt(start) == '^' || text.charAt(start) == '$';
        if (isStacked || isOnAnchor) {
            throw new Beyond();
        }
        if (isDot && (operator == '*' || operator == '+')) {
            return new Globs(List.of(Glob.gap(operator == '+')), true, 2);
        }
        if (!isDot && operator == '?' && atom.list().size() < MAX_PRODUCT) {
            List<Glob> all = new ArrayList<>(atom.list());
            all.add(Glob.EMPTY);
            return new Globs(List.copyOf(all), atom.isExact(), atom.size() + 1);
        }
        return Globs.opaque(atom.size() * times + 1);
    }

    private Globs atom() throws Beyond {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '.' -> Globs.opaque(1);
            case '\\' -> escape();
            case '^' -> at == 1 ? Globs.of(Glob.EMPTY) : Globs.opaque(1);
            case '$' -> at == text.length() ? Globs.of(Glob.EMPTY) : Globs.opaque(1);
            case '*', '+', '?', '{' -> throw new Beyond();
            default -> Globs.of(Glob.literal(Character.toString(c)));
        };
    }

    private Globs group() throws Beyond {
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (isNext('?')) {
            throw new Beyond();
        }
        if (++depth > Regex.MAX_DEPTH) {
            throw new Beyond();
        }
        Globs inner = choice();
        depth--;
        if (!isNext(')')) {
            throw new Beyond();
        }
        at++;
        return new Globs(inner.list(), inner.isExact(), inner.size() + 2);
    }

    private Globs escape() throws Beyond {
        if (at >= text.length()) {
            throw new Beyond();
        }
        char c = text.charAt(at++);
        int control = CONTROL_ESCAPES.indexOf(c);
        if (control >= 0) {
            return Globs.of(Glob.literal(CONTROLS.substring(control, control + 1)));
        }
        if (PLAIN_ESCAPES.indexOf(c) >= 0) {
            return Globs.opaque(1);
        }
        if (c >= 0x80 || Character.isLetterOrDigit(c)) {
            throw new Beyond();
        }
        return Globs.of(Glob.literal(Character.toString(c)));
    }

    private Globs characterClass() throws Beyond {
        int start = at;
        boolean isPlain = !isNext('^');
        if (!isPlain) {
            at++;
        }
        if (isNext(']')) {
            at++;
            isPlain = false;
        }
        while (!isNext(']')) {
            if (at >= text.length()) {
                throw new Beyond();
            }
            char c = text.charAt(at);
            isPlain &= c != '-' && c != '[' && c != '\\' && !Character.isSurrogate(c);
            if (text.startsWith("[:", at)) {
                int close = text.indexOf(":]", at);
                if (close < 0) {
                    throw new Beyond();
                }
                at = close + 1;
            } else if (c == '\\') {
                at++;
            }
            at++;
        }
        String members = text.substring(start, at);
        at++;
        if (!isPlain) {
            return Globs.opaque(1);
        }
        return new Globs(
                members.chars().mapToObj(c -> Glob.literal(Character.toString(c))).toList(),
                true,
                1);
    }

    private boolean isNext(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }
}
