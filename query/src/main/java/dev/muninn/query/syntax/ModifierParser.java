package dev.muninn.query.syntax;

import dev.muninn.model.MuninnException;
import dev.muninn.query.syntax.Expr.At;
import dev.muninn.query.syntax.Expr.MatrixSelector;
import dev.muninn.query.syntax.Expr.RangeMode;
import dev.muninn.query.syntax.Expr.Subquery;
import dev.muninn.query.syntax.Expr.Timing;
import dev.muninn.query.syntax.Expr.VectorSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a selector: ranges, offset, {@code @}, anchored, smoothed. */
final class ModifierParser {

    private final TokenStream tokens;
    private final ParserOptions options;
    private final Depth depth;

    ModifierParser(TokenStream tokens, ParserOptions options, Depth depth) {
        this.tokens = tokens;
        this.options = options;
        this.depth = depth;
    }

    boolean isNext() {
        TokenKind kind = tokens.peek().kind();
        return kind == TokenKind.LEFT_BRACKET
                || kind == TokenKind.OFFSET
                || kind == TokenKind.AT
                || kind == TokenKind.ANCHORED
                || kind == TokenKind.SMOOTHED;
    }

    Expr apply(Expr expr) {
        Token modifier = tokens.take();
        if (modifier.kind() == TokenKind.LEFT_BRACKET) {
            return parseBrackets(expr, modifier);
        }
        if (modifier.kind() == TokenKind.OFFSET) {
            return parseOffset(expr);
        }
        return modifier.kind() == TokenKind.AT ? parseAt(expr) : parseMode(expr, modifier);
    }

    private Expr parseBrackets(Expr expr, Token bracket) {
        DurationExpr range = DurationParser.parseRange(tokens, depth);
        if (tokens.accept(TokenKind.RIGHT_BRACKET)) {
            return matrix(expr, range, bracket);
        }
        if (!tokens.accept(TokenKind.COLON)) {
            throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
        }
        DurationExpr step =
                tokens.isNext(TokenKind.RIGHT_BRACKET)
                        ? null
                        : DurationParser.parseRange(tokens, depth);
        if (!tokens.accept(TokenKind.RIGHT_BRACKET)) {
            throw tokens.unexpected("subquery selector", "\"]\"");
        }
        return new Subquery(expr, range, step, Timing.NOW, upToHere(expr));
    }

    private Expr matrix(Expr expr, DurationExpr range, Token bracket) {
        Span brackets = new Span(bracket.start(), tokens.lastEnd());
        if (!(expr instanceof VectorSelector selector)) {
            throw tokens.errors().at(brackets, "ranges only allowed for vector selectors");
        }
        if (selector.timing().offset() != null) {
            throw tokens.errors().at(brackets, "no offset modifiers allowed before range");
        }
        if (selector.timing().at() != null) {
            throw tokens.errors().at(brackets, "no @ modifiers allowed before range");
        }
        return new MatrixSelector(selector, range, upToHere(expr));
    }

    private Expr parseOffset(Expr expr) {
        DurationExpr offset = DurationParser.parseOffset(tokens, depth);
        Timing timing = timing(expr, "offset");
        if (timing.offset() != null) {
            throw tokens.errors().at(expr.span(), "offset may not be set multiple times");
        }
        boolean isZero = offset instanceof DurationExpr.Millis(long millis) && millis == 0;
        return with(expr, new Timing(isZero ? null : offset, timing.at()));
    }

    private Expr parseAt(Expr expr) {
        At at = parseTime(expr);
        Timing timing = timing(expr, "@");
        if (timing.at() != null) {
            throw tokens.errors().at(expr.span(), "@ <timestamp> may not be set multiple times");
        }
        return with(expr, new Timing(timing.offset(), at));
    }

    private At parseTime(Expr expr) {
        Token token = tokens.peek();
        if (tokens.accept(TokenKind.START) || tokens.accept(TokenKind.END)) {
            expectInTime(TokenKind.LEFT_PAREN);
            expectInTime(TokenKind.RIGHT_PAREN);
            return token.kind() == TokenKind.START ? new At.Start() : new At.End();
        }
        boolean isNegative = tokens.accept(TokenKind.SUBTRACT);
        if (!isNegative) {
            tokens.accept(TokenKind.ADD);
        }
        Token number = tokens.peek();
        double seconds;
        if (tokens.accept(TokenKind.NUMBER)) {
            seconds = DurationParser.number(number, tokens.errors());
        } else if (tokens.accept(TokenKind.DURATION)) {
            seconds = DurationParser.millis(number, tokens.errors()) / 1e3;
        } else {
            throw tokens.unexpected("@", "timestamp");
        }
        if (!(seconds < Long.MAX_VALUE / 1e3)) {
            throw tokens.errors()
                    .at(
                            expr.span(),
                            "timestamp out of bounds for @ modifier: "
                                    + withSixDigits(isNegative ? -seconds : seconds));
        }
        return new At.Time(Math.round(isNegative ? -seconds * 1e3 : seconds * 1e3));
    }

    private void expectInTime(TokenKind kind) {
        if (!tokens.accept(kind)) {
            throw tokens.unexpected("@", "timestamp");
        }
    }

    private static String withSixDigits(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString()
                : Literals.printNumber(value);
    }

    private Expr parseMode(Expr expr, Token word) {
        String name = word.text().toLowerCase(Locale.ROOT);
        if (!options.experimental()) {
            throw tokens.errors()
                    .at(word.span(), name + " modifier is experimental and not enabled");
        }
        RangeMode mode =
                word.kind() == TokenKind.ANCHORED ? RangeMode.ANCHORED : RangeMode.SMOOTHED;
        return switch (expr) {
            case VectorSelector selector -> with(selector, mode);
            case MatrixSelector(VectorSelector selector, DurationExpr range, Span _) ->
                    new MatrixSelector(with(selector, mode), range, upToHere(expr));
            case Subquery _ ->
                    throw tokens.errors()
                            .at(expr.span(), name + " modifier is not supported for subqueries");
            default ->
                    throw tokens.errors()
                            .at(
                                    expr.span(),
                                    name
                                            + " modifier must be preceded by an instant vector"
                                            + " selector or range vector selector");
        };
    }

    private VectorSelector with(VectorSelector selector, RangeMode mode) {
        if (selector.mode() != RangeMode.PLAIN && selector.mode() != mode) {
            throw tokens.errors()
                    .at(selector.span(), "anchored and smoothed modifiers cannot be used together");
        }
        return new VectorSelector(
                selector.name(), selector.matchers(), selector.timing(), mode, upToHere(selector));
    }

    private Timing timing(Expr expr, String modifier) {
        @Nullable Timing timing =
                switch (expr) {
                    case VectorSelector selector -> selector.timing();
                    case MatrixSelector matrix -> matrix.selector().timing();
                    case Subquery subquery -> subquery.timing();
                    default -> null;
                };
        if (timing == null) {
            throw notASelector(expr, modifier);
        }
        return timing;
    }

    private Expr with(Expr expr, Timing timing) {
        return switch (expr) {
            case VectorSelector selector -> with(selector, timing);
            case MatrixSelector(VectorSelector selector, DurationExpr range, Span _) ->
                    new MatrixSelector(with(selector, timing), range, upToHere(expr));
            case Subquery(Expr inner, DurationExpr range, DurationExpr step, Timing _, Span _) ->
                    new Subquery(inner, range, step, timing, upToHere(expr));
            default -> throw notASelector(expr, "modifier");
        };
    }

    private VectorSelector with(VectorSelector selector, Timing timing) {
        return new VectorSelector(
                selector.name(), selector.matchers(), timing, selector.mode(), upToHere(selector));
    }

    private MuninnException notASelector(Expr expr, String modifier) {
        return tokens.errors()
                .at(
                        expr.span(),
                        modifier
                                + " modifier must be preceded by an instant vector selector or range"
                                + " vector selector or a subquery");
    }

    private Span upToHere(Expr expr) {
        return new Span(expr.span().start(), tokens.lastEnd());
    }
}
