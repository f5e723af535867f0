package dev.muninn.query.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Literal texts with gaps between them: {@code a.*b} is "a" and "b" with one gap.
 *
 * @param literals one more than gaps; may be empty texts
 * @param isFilled for each gap, whether it must hold at least one character
 */
record Glob(List<String> literals, List<Boolean> isFilled) {

    static final Glob EMPTY = literal("");

    static Glob literal(String text) {
        return new Glob(List.of(text), List.of());
    }

    /** {@code .*}, or {@code .+} if filled. */
    static Glob gap(boolean isFilled) {
        return new Glob(List.of("", ""), List.of(isFilled));
    }

    boolean isLiteral() {
        return isFilled.isEmpty();
    }

    String prefix() {
        return literals.getFirst();
    }

    /** This and the other one behind it; neighbouring gaps become one. */
    Glob then(Glob next) {
        List<String> joined = new ArrayList<>(literals);
        List<Boolean> gaps = new ArrayList<>(isFilled);
        String seam = joined.removeLast() + next.literals.getFirst();
        boolean isSeamEmpty = seam.isEmpty() && !isLiteral() && !next.isLiteral();
        // Two filled gaps need two characters, which one gap cannot say.
        if (isSeamEmpty && !(gaps.getLast() && next.isFilled.getFirst())) {
            gaps.set(gaps.size() - 1, gaps.getLast() || next.isFilled.getFirst());
            joined.addAll(next.literals.subList(1, next.literals.size()));
            gaps.addAll(next.isFilled.subList(1, next.isFilled.size()));
        } else {
            joined.add(seam);
            joined.addAll(next.literals.subList(1, next.literals.size()));
            gaps.addAll(next.isFilled);
        }
        return new Glob(List.copyOf(joined), List.copyOf(gaps));
    }

    /** Whether gaps follow each other such that lengths in characters would have to be counted. */
    boolean countsCharacters() {
        for (int i = 1; i < literals.size() - 1; i++) {
            if (literals.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean matches(String value) {
        String first = literals.getFirst();
        if (isLiteral()) {
            return value.equals(first);
        }
        String last = literals.getLast();
        if (!value.startsWith(first) || !value.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = value.length() - last.length();
        for (int i = 1; i < literals.size() - 1; i++) {
            // The leftmost place is never worse than a later one.
            int found = value.indexOf(literals.get(i), at + (isFilled.get(i - 1) ? 1 : 0));
            if (found < 0) {
                return false;
            }
            at = found + literals.get(i).length();
        }
        return at + (isFilled.getLast() ? 1 : 0) <= end;
    }
}
