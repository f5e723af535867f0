package dev.muninn.store.index;

import dev.muninn.model.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** Finds the series that match all of a list of matchers. */
public final class Matching {

    private Matching() {}

    public static ImmutableRoaringBitmap select(LabelIndex index, List<Matcher> matchers) {
        List<Matcher> ordered = new ArrayList<>(matchers);
        // Plain equality first: it is one look-up, and nearly always the narrowest. Of several the
        // rarest, as the others are then only asked about what is left.
        ordered.sort(
                Comparator.comparingInt(Matching::effort)
                        .thenComparingInt(matcher -> weight(index, matcher)));
        @Nullable ImmutableRoaringBitmap found = null;
        for (Matcher matcher : ordered) {
            if (matcher.matchesEmpty()) {
                ImmutableRoaringBitmap from = found == null ? index.all() : found;
                found = ImmutableRoaringBitmap.andNot(from, notMatching(index, matcher));
            } else if (found != null && matcher.kind() == Matcher.Kind.EQUAL) {
                found = index.among(found, matcher.name(), matcher.text());
            } else {
                found = found == null ? matching(index, matcher) : among(found, index, matcher);
            }
            if (found.isEmpty()) {
                return found;
            }
        }
        return found == null ? index.all() : found;
    }

    private static int effort(Matcher matcher) {
        if (matcher.matchesEmpty()) {
            return 3;
        }
        return switch (matcher.kind()) {
            case EQUAL -> 0;
            case REGEXP -> 1;
            case NOT_EQUAL, NOT_REGEXP -> 2;
        };
    }

    private static int weight(LabelIndex index, Matcher matcher) {
        return matcher.kind() == Matcher.Kind.EQUAL
                ? index.weight(matcher.name(), matcher.text())
                : 0;
    }

    private static ImmutableRoaringBitmap matching(LabelIndex index, Matcher matcher) {
        if (matcher.kind() == Matcher.Kind.EQUAL) {
            return index.postings(matcher.name(), matcher.text());
        }
        List<String> literals = literals(matcher);
        return literals.isEmpty()
                ? index.matching(new PatternMatch(matcher, true))
                : union(index, matcher.name(), literals);
    }

    private static ImmutableRoaringBitmap among(
            ImmutableRoaringBitmap found, LabelIndex index, Matcher matcher) {
        List<String> literals = literals(matcher);
        return literals.isEmpty()
                ? index.among(found, new PatternMatch(matcher, true))
                : ImmutableRoaringBitmap.and(found, union(index, matcher.name(), literals));
    }

    /** All values that the matcher takes, if they are few and known; else none. */
    private static List<String> literals(Matcher matcher) {
        Matcher.Pattern pattern = matcher.pattern();
        return matcher.kind() == Matcher.Kind.REGEXP && pattern != null
                ? pattern.literals()
                : List.of();
    }

    /** Series that have the label with a value that does not match. */
    private static ImmutableRoaringBitmap notMatching(LabelIndex index, Matcher matcher) {
        if (matcher.kind() == Matcher.Kind.NOT_EQUAL) {
            return index.postings(matcher.name(), matcher.text());
        }
        return index.matching(new PatternMatch(matcher, false));
    }

    private static MutableRoaringBitmap union(LabelIndex index, String name, List<String> values) {
        MutableRoaringBitmap union = new MutableRoaringBitmap();
        for (String value : values) {
            union.or(index.postings(name, value));
        }
        return union;
    }
}
