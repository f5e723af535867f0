package dev.muninn.query.syntax;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads PromQL text in linear time. Safe for use by many threads. */
public final class Parser {

    /** The longest expression of a thousand public dashboards and rules has 9 KB. */
    public static final int MAX_CHARS = 64 << 10;

    private Parser() {}

    /**
     * The checked tree of an expression.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column if the text is no PromQL, of
     *     kind LIMIT if it is too long or too deep
     */
    public static Expr parse(String text, ParserOptions options) {
        TokenStream tokens = open(text);
        if (tokens.peek().kind() == TokenKind.END_OF_INPUT) {
            throw tokens.errors().at(0, "no expression found in input");
        }
        Expr expr = new ExpressionParser(tokens, options).parse();
        new TypeCheck(tokens.errors()).check(expr);
        return expr;
    }

    /**
     * The matchers of a selector such as {@code up{job="a"}}, in the order written, the one of a
     * name before the braces last. They may all match the empty value.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    public static List<Matcher> parseSelector(String text) {
        TokenStream tokens = open(text);
        Expr.VectorSelector selector = new SelectorParser(tokens).parse();
        tokens.expectEnd();
        return selector.matchers();
    }

    /**
     * The labels of a series description such as {@code up{job="a"}}, where all is equality.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column
     */
    public static Labels parseMetric(String text) {
        TokenStream tokens = open(text);
        Labels.Builder labels = Labels.builder();
        Set<String> names = new HashSet<>();
        Expr.VectorSelector selector = new SelectorParser(tokens).parse();
        for (Matcher matcher : selector.matchers()) {
            if (matcher.kind() != Matcher.Kind.EQUAL) {
                throw tokens.errors().at(selector.span(), "series has a matcher: " + matcher);
            }
            if (!names.add(matcher.name())) {
                throw tokens.errors()
                        .at(
                                selector.span(),
                                "label set twice: " + QuotedText.quote(matcher.name()));
            }
            labels.set(matcher.name(), matcher.text());
        }
        tokens.expectEnd();
        return labels.build();
    }

    private static TokenStream open(String text) {
        if (text.length() > MAX_CHARS) {
            throw MuninnException.limit(
                    "query has "
                            + text.length()
                            + " characters, limit "
                            + MAX_CHARS
                            + ": split it, for instance with recording rules");
        }
        return new TokenStream(text);
    }
}
