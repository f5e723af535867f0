package dev.muninn.query.script;

import dev.muninn.model.Labels;
import dev.muninn.query.notation.SeriesNotation;
import dev.muninn.query.notation.SeriesValue;
import dev.muninn.query.syntax.Parser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line with a series: what it is called and its values, one per step. */
record ScriptSeries(Labels labels, List<@Nullable SeriesValue> values) {

    static ScriptSeries parse(String line) {
        int end = labelsEnd(line);
        return new ScriptSeries(
                Parser.parseMetric(line.substring(0, end)),
                SeriesNotation.parse(line.substring(end)));
    }

    /** Where the name and the labels end and the values begin. */
    static int labelsEnd(String line) {
        int at = 0;
        boolean isInBraces = false;
        char quote = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (quote != 0) {
                at += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (isInBraces && (c == '"' || c == '\'' || c == '`')) {
                quote = c;
            } else if (c == '{') {
                isInBraces = true;
            } else if (c == '}') {
                return at + 1;
            } else if (!isInBraces && (Character.isWhitespace(c) || c == '@')) {
                // A name may stand apart from its braces.
                int next = at;
                while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
                    next++;
                }
                boolean isBrace = line.startsWith("{", next) && !line.startsWith("{{", next);
                if (!isBrace) {
                    return at;
                }
                at = next;
                continue;
            }
            at++;
        }
        return line.length();
    }
}
