package dev.muninn.query.syntax;

import dev.muninn.query.syntax.Expr.AggregationOp;
import dev.muninn.query.syntax.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads expressions by operator precedence. */
final class ExpressionParser {

    /*
     * Errors come in the order in which Prometheus' table-driven parser finds them: a name is
     * looked up when its call is complete, types are checked when the whole text is read.
     */

    private static final int LOWEST = 1;
    private static final int POWER = 6;

    private final TokenStream tokens;
    private final ParserOptions options;
    private final Depth depth;
    private final ModifierParser modifiers;

    /** Levels of the expression returned last. */
    private int height;

    ExpressionParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.options = options;
        this.depth = new Depth(tokens);
        this.modifiers = new ModifierParser(tokens, options, depth);
    }

    Expr parse() {
        Expr expr = parse(LOWEST);
        tokens.expectEnd();
        return expr;
    }

    private Expr parse(int minPrecedence) {
        depth.enter();
        Expr left = parseSigned();
        while (true) {
            BinaryOp op = operatorOf(tokens.peek().kind());
            if (op == null || precedence(op) < minPrecedence) {
                depth.leave();
                return left;
            }
            tokens.take();
            int leftHeight = height;
            MatchingParser matching = new MatchingParser(tokens, options);
            Expr right = parse(op == BinaryOp.POWER ? POWER : precedence(op) + 1);
            left = matching.apply(op, left, right);
            raise(leftHeight);
        }
    }

    private void raise(int otherHeight) {
        height = 1 + Math.max(height, otherHeight);
        depth.checkHeight(height);
        depth.countNode();
    }

    private Expr parseSigned() {
        Token sign = tokens.peek();
        if (sign.kind() != TokenKind.ADD && sign.kind() != TokenKind.SUBTRACT) {
            return parsePostfix();
        }
        tokens.take();
        boolean isNegative = sign.kind() == TokenKind.SUBTRACT;
        Expr operand = parse(POWER);
        Span span = Span.of(sign.span(), operand.span());
        if (operand instanceof Expr.NumberLiteral(double value, boolean isDuration, Span _)) {
            return new Expr.NumberLiteral(isNegative ? -value : value, isDuration, span);
        }
        raise(0);
        return new Expr.Unary(isNegative, operand, span);
    }

    private Expr parsePostfix() {
        Expr expr = parsePrimary();
        while (modifiers.isNext()) {
            expr = modifiers.apply(expr);
            raise(0);
        }
        return expr;
    }

    private Expr parsePrimary() {
        depth.countNode();
        Token token = tokens.peek();
        height = 1;
        return switch (token.kind()) {
            case NUMBER -> {
                double value = DurationParser.number(tokens.take(), tokens.errors());
                yield new Expr.NumberLiteral(value, false, token.span());
            }
            case DURATION -> {
                long millis = DurationParser.millis(tokens.take(), tokens.errors());
                yield new Expr.NumberLiteral(millis / 1e3, true, token.span());
            }
            case STRING ->
                    new Expr.StringLiteral(QuotedText.unquote(tokens.take().text()), token.span());
            case LEFT_PAREN -> parseParenthesized();
            case AGGREGATOR -> parseAggregationOrMetric(tokens.take());
            case IDENTIFIER, START, END, STEP, RANGE ->
                    tokens.isParenBehindNext() ? parseCall() : new SelectorParser(tokens).parse();
            default -> new SelectorParser(tokens).parse();
        };
    }

    private Expr parseParenthesized() {
        Token open = tokens.take();
        Expr inner = parse(LOWEST);
        Token close = tokens.expect(TokenKind.RIGHT_PAREN);
        raise(0);
        return new Expr.Parenthesized(inner, Span.of(open.span(), close.span()));
    }

    private Expr parseCall() {
        Token name = tokens.take();
        List<Expr> args = parseArguments();
        Span span = new Span(name.start(), tokens.lastEnd());
        Function function = Functions.lookup(name.text());
        if (function == null) {
            throw tokens.errors()
                    .at(name.span(), "unknown function with name " + QuotedText.quote(name.text()));
        }
        if (function.isExperimental() && !options.experimental()) {
            throw tokens.errors()
                    .at(
                            name.span(),
                            "function " + QuotedText.quote(name.text()) + " is not enabled");
        }
        return new Expr.Call(function, args, span);
    }

    private List<Expr> parseArguments() {
        tokens.expect(TokenKind.LEFT_PAREN);
        List<Expr> args = new ArrayList<>();
        int tallest = 0;
        if (!tokens.isNext(TokenKind.RIGHT_PAREN)) {
            while (true) {
                args.add(parse(LOWEST));
                tallest = Math.max(tallest, height);
                Token comma = tokens.peek();
                if (!tokens.accept(TokenKind.COMMA)) {
                    break;
                }
                if (!tokens.peek().kind().beginsExpression()) {
                    throw tokens.errors()
                            .at(comma.span(), "trailing commas not allowed in function call args");
                }
            }
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        height = tallest;
        raise(0);
        return List.copyOf(args);
    }

    private Expr parseAggregationOrMetric(Token name) {
        TokenKind next = tokens.peek().kind();
        boolean isAggregation =
                next == TokenKind.LEFT_PAREN || next == TokenKind.BY || next == TokenKind.WITHOUT;
        return isAggregation ? parseAggregation(name) : new SelectorParser(tokens).parse(name);
    }

    private Expr parseAggregation(Token name) {
        AggregationOp op = AggregationOp.valueOf(name.text().toUpperCase(Locale.ROOT));
        tokens.enterAggregation();
        @Nullable List<String> grouping = null;
        boolean isWithout = tokens.isNext(TokenKind.WITHOUT);
        if (isWithout || tokens.isNext(TokenKind.BY)) {
            tokens.take();
            grouping = GroupingParser.parse(tokens);
        }
        List<Expr> args = parseArguments();
        tokens.leaveAggregation();
        if (grouping == null) {
            isWithout = tokens.isNext(TokenKind.WITHOUT);
            if (isWithout || tokens.isNext(TokenKind.BY)) {
                tokens.take();
                grouping = GroupingParser.parse(tokens);
            }
        }
        Span span = new Span(name.start(), tokens.lastEnd());
        checkAggregation(op, name, args.size(), span);
        return new Expr.Aggregation(
                op,
                args.getLast(),
                args.size() > 1 ? args.getFirst() : null,
                grouping == null ? List.of() : grouping,
                isWithout,
                span);
    }

    private void checkAggregation(AggregationOp op, Token name, int arguments, Span span) {
        boolean isLimit = op == AggregationOp.LIMITK || op == AggregationOp.LIMIT_RATIO;
        if (isLimit && !options.experimental()) {
            throw tokens.errors()
                    .at(name.span(), name.text() + "() is experimental and is not enabled");
        }
        if (arguments == 0) {
            throw tokens.errors().at(span, "no arguments for aggregate expression provided");
        }
        int wanted = TypeCheck.parameterType(op) == null ? 1 : 2;
        if (arguments != wanted) {
            throw tokens.errors()
                    .at(
                            span,
                            "wrong number of arguments for aggregate expression provided, expected "
                                    + wanted
                                    + ", got "
                                    + arguments);
        }
    }

    private static @Nullable BinaryOp operatorOf(TokenKind kind) {
        return switch (kind) {
            case ADD -> BinaryOp.ADD;
            case SUBTRACT -> BinaryOp.SUBTRACT;
            case MULTIPLY -> BinaryOp.MULTIPLY;
            case DIVIDE -> BinaryOp.DIVIDE;
            case MODULO -> BinaryOp.MODULO;
            case POWER -> BinaryOp.POWER;
            case ATAN2 -> BinaryOp.ATAN2;
            case EQUALS -> BinaryOp.EQUAL;
            case NOT_EQUAL -> BinaryOp.NOT_EQUAL;
            case GREATER -> BinaryOp.GREATER;
            case LESS -> BinaryOp.LESS;
            case GREATER_OR_EQUAL -> BinaryOp.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> BinaryOp.LESS_OR_EQUAL;
            case AND -> BinaryOp.AND;
            case OR -> BinaryOp.OR;
            case UNLESS -> BinaryOp.UNLESS;
            case TRIM_UPPER -> BinaryOp.TRIM_UPPER;
            case TRIM_LOWER -> BinaryOp.TRIM_LOWER;
            default -> null;
        };
    }

    /** All but the power bind to the left. */
    static int precedence(BinaryOp op) {
        return switch (op) {
            case OR -> LOWEST;
            case AND, UNLESS -> 2;
            case EQUAL,
                    NOT_EQUAL,
                    GREATER,
                    LESS,
                    GREATER_OR_EQUAL,
                    LESS_OR_EQUAL,
                    TRIM_UPPER,
                    TRIM_LOWER ->
                    3;
            case ADD, SUBTRACT -> 4;
            case MULTIPLY, DIVIDE, MODULO, ATAN2 -> 5;
            case POWER -> POWER;
        };
    }
}
