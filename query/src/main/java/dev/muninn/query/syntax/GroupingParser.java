package dev.muninn.query.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads the label lists of aggregations and of vector matching. */
final class GroupingParser {

    private static final String CONTEXT = "grouping opts";

    private GroupingParser() {}

    static List<String> parse(TokenStream tokens) {
        if (!tokens.accept(TokenKind.LEFT_PAREN)) {
            throw tokens.unexpected(CONTEXT, "\"(\"");
        }
        List<String> labels = new ArrayList<>();
        while (!tokens.accept(TokenKind.RIGHT_PAREN)) {
            labels.add(parseLabel(tokens));
            if (!tokens.accept(TokenKind.COMMA) && !tokens.isNext(TokenKind.RIGHT_PAREN)) {
                throw tokens.unexpected(CONTEXT, "\",\" or \")\"");
            }
        }
        return List.copyOf(labels);
    }

    private static String parseLabel(TokenStream tokens) {
        Token token = tokens.peek();
        if (token.kind() == TokenKind.STRING) {
            String name = QuotedText.unquote(tokens.take().text());
            if (name.isEmpty()) {
                throw tokens.errors().at(token.span(), "invalid label name for grouping: \"\"");
            }
            return name;
        }
        if (!token.kind().isWord() && token.kind() != TokenKind.METRIC_IDENTIFIER) {
            throw tokens.unexpected(CONTEXT, "label");
        }
        return tokens.take().text();
    }
}
