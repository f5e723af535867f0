package dev.muninn.store.index;

import dev.muninn.model.Matcher;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/**
 * The question which series have a label with a value that matches a regular expression, or does
 * not.
 *
 * @param wanted whether the values are to match
 */
public record PatternMatch(Matcher matcher, boolean wanted) {

    /** Whether a value of the label is one that was asked for. */
    public boolean isMetBy(String value) {
        return matcher.matches(value) == wanted;
    }

    /** Tries the values of the label; only those that begin as all matching ones do. */
    ImmutableRoaringBitmap in(LabelIndex index) {
        Matcher.Pattern pattern = matcher.pattern();
        // Values that a negated expression lets pass may begin with anything.
        boolean isPositive = (matcher.kind() == Matcher.Kind.REGEXP) == wanted;
        String prefix = pattern == null || !isPositive ? "" : pattern.prefix();
        MutableRoaringBitmap union = new MutableRoaringBitmap();
        for (String value : index.values(matcher.name(), prefix)) {
            if (isMetBy(value)) {
                union.or(index.postings(matcher.name(), value));
            }
        }
        return union;
    }
}
