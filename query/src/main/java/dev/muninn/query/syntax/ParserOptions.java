package dev.muninn.query.syntax;

/**
 * What the parser accepts.
 *
 * @param experimental whether functions, aggregations and modifiers that Prometheus hides behind
 *     feature flags are taken
 */
public record ParserOptions(boolean experimental) {

    public static final ParserOptions DEFAULTS = new ParserOptions(false);

    public static final ParserOptions EXPERIMENTAL = new ParserOptions(true);
}
