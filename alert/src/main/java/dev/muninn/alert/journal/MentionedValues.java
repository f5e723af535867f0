package dev.muninn.alert.journal;

import dev.muninn.model.Matcher;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What the JSON of a row's alerts has to hold if one of them is to match: the database leaves out
 * most rows without anybody reading them. Those that it finds may still not match.
 */
public final class MentionedValues {

    private MentionedValues() {}

    /** The condition on a column of JSON; none where nothing can be said. */
    public static Condition in(Field<String> json, List<Matcher> matchers) {
        Condition all = DSL.noCondition();
        for (Matcher matcher : matchers) {
            if (matcher.kind() == Matcher.Kind.EQUAL && isWrittenAsItIs(matcher.text())) {
                all = all.and(DSL.position(json, matcher.text()).gt(0));
            }
        }
        return all;
    }

    /** Not empty, and of characters that JSON does not escape, nor JSON within JSON. */
    private static boolean isWrittenAsItIs(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
