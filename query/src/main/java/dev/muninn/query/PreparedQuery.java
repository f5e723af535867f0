package dev.muninn.query;

import dev.muninn.model.Matcher;
import java.util.List;

/** An expression that was parsed once, to be evaluated many times. Safe for use by many threads. */
public final class PreparedQuery {

    private final ParsedQuery parsed;

    PreparedQuery(ParsedQuery parsed) {
        this.parsed = parsed;
    }

    ParsedQuery parsed() {
        return parsed;
    }

    /** The expression as it was written. */
    public String text() {
        return parsed.text();
    }

    /** The matchers of each selector in it. */
    public List<List<Matcher>> selectors() {
        return SelectorList.of(parsed.expr());
    }
}
