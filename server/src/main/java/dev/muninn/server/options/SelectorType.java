package dev.muninn.server.options;

import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import java.util.List;

/** The matchers of a series selector, or none where nothing is written. */
final class SelectorType implements OptionType<List<Matcher>> {

    @Override
    public String form() {
        return "a series selector such as {__name__=~\".+_seconds\"}, or nothing for no series";
    }

    @Override
    public List<Matcher> parse(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        try {
            return QueryEngine.parseSelector(text.strip());
        } catch (MuninnException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public String print(List<Matcher> value) {
        return value.isEmpty() ? "" : QueryEngine.printSelector(value);
    }
}
