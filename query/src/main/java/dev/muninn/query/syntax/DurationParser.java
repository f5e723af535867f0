package dev.muninn.query.syntax;

import dev.muninn.query.syntax.DurationExpr.Factor;
import dev.muninn.query.syntax.DurationExpr.Millis;
import dev.muninn.query.syntax.DurationExpr.Operator;
import org.jspecify.annotations.Nullable;

/** Reads the durations of ranges, steps and offsets, which may be computed. */
final class DurationParser {

    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private static final String EXPECTED = "number, duration, step(), or range()";

    /** Precedence of the first level, and of the sign, which binds like a product. */
    private static final int SUM = 1;

    private static final int PRODUCT = 2;
    private static final int POWER = 3;

    private final TokenStream tokens;
    private final Depth depth;
    private final String context;

    private DurationParser(TokenStream tokens, Depth depth, String context) {
        this.tokens = tokens;
        this.depth = depth;
        this.context = context;
    }

    /** Whether the word is a function that chooses between two durations. */
    static boolean isChoice(String word) {
        return word.equalsIgnoreCase("min_of") || word.equalsIgnoreCase("max_of");
    }

    /** A duration within brackets, which must be positive as far as it is known. */
    static DurationExpr parseRange(TokenStream tokens, Depth depth) {
        Token first = tokens.peek();
        DurationExpr duration =
                asDuration(
                        new DurationParser(tokens, depth, "subquery or range selector").parse(SUM));
        if (duration instanceof Millis(long millis) && millis <= 0) {
            throw tokens.errors().at(first.span(), "duration must be greater than 0");
        }
        return duration;
    }

    /** A duration behind {@code offset}: without parentheses, only one with its sign. */
    static DurationExpr parseOffset(TokenStream tokens, Depth depth) {
        DurationParser parser = new DurationParser(tokens, depth, "offset");
        boolean isNegative = false;
        if (tokens.isNext(TokenKind.ADD) || tokens.isNext(TokenKind.SUBTRACT)) {
            isNegative = tokens.take().kind() == TokenKind.SUBTRACT;
        }
        DurationExpr operand = parser.parsePrimary();
        return asDuration(isNegative ? negate(operand) : operand);
    }

    private static DurationExpr asDuration(DurationExpr expr) {
        return expr instanceof Factor(double seconds)
                ? new Millis((long) (Math.rint(seconds * 1e9) / 1e6))
                : expr;
    }

    private DurationExpr parse(int minPrecedence) {
        depth.enter();
        DurationExpr left = parseSigned();
        while (true) {
            Operator operator = operatorOf(tokens.peek().kind());
            if (operator == null || precedence(operator) < minPrecedence) {
                depth.leave();
                return left;
            }
            tokens.take();
            depth.grow();
            DurationExpr right =
                    parse(operator == Operator.POWER ? POWER : precedence(operator) + 1);
            left = new DurationExpr.Arithmetic(operator, left, right);
        }
    }

    private DurationExpr parseSigned() {
        if (tokens.accept(TokenKind.SUBTRACT)) {
            return negate(parse(POWER));
        }
        return tokens.accept(TokenKind.ADD) ? parse(POWER) : parsePrimary();
    }

    private static DurationExpr negate(DurationExpr operand) {
        if (operand instanceof Millis(long millis)) {
            return new Millis(-millis);
        }
        return operand instanceof Factor(double value)
                ? new Factor(-value)
                : new DurationExpr.Negated(operand);
    }

    private DurationExpr parsePrimary() {
        depth.countNode();
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER, DURATION -> literal(tokens.take());
            case STEP, RANGE -> parseQueryTime();
            case LEFT_PAREN -> parseParenthesized();
            case IDENTIFIER -> parseChoice();
            default -> throw tokens.unexpected(context, EXPECTED);
        };
    }

    private DurationExpr parseQueryTime() {
        boolean isStep = tokens.take().kind() == TokenKind.STEP;
        expect(TokenKind.LEFT_PAREN);
        expect(TokenKind.RIGHT_PAREN);
        return isStep ? new DurationExpr.Step() : new DurationExpr.Range();
    }

    private DurationExpr parseParenthesized() {
        tokens.take();
        DurationExpr inner = parse(SUM);
        expect(TokenKind.RIGHT_PAREN);
        return inner instanceof Millis || inner instanceof Factor
                ? inner
                : new DurationExpr.Parenthesized(inner);
    }

    private DurationExpr parseChoice() {
        if (!isChoice(tokens.peek().text())) {
            throw tokens.unexpected(context, EXPECTED);
        }
        Operator operator =
                tokens.take().text().equalsIgnoreCase("min_of") ? Operator.MIN : Operator.MAX;
        expect(TokenKind.LEFT_PAREN);
        DurationExpr left = parse(SUM);
        expect(TokenKind.COMMA);
        DurationExpr right = parse(SUM);
        expect(TokenKind.RIGHT_PAREN);
        return new DurationExpr.Arithmetic(operator, left, right);
    }

    private void expect(TokenKind kind) {
        if (!tokens.accept(kind)) {
            throw tokens.unexpected(context, "");
        }
    }

    private DurationExpr literal(Token token) {
        if (token.kind() == TokenKind.DURATION) {
            return new Millis(millis(token, tokens.errors()));
        }
        double seconds = number(token, tokens.errors());
        if (!(Math.abs(seconds) <= MAX_SECONDS)) {
            throw tokens.errors().at(token.span(), "duration out of range");
        }
        return new Factor(seconds);
    }

    static long millis(Token token, SyntaxErrors errors) {
        Long millis = Literals.parseDuration(token.text());
        if (millis == null) {
            throw errors.at(token.span(), Literals.problemOfDuration(token.text()));
        }
        return millis;
    }

    static double number(Token token, SyntaxErrors errors) {
        Double value = Literals.parseNumber(token.text());
        if (value == null) {
            throw errors.at(
                    token.span(), "error parsing number: " + QuotedText.quote(token.text()));
        }
        return value;
    }

    private static @Nullable Operator operatorOf(TokenKind kind) {
        if (kind == TokenKind.ADD) {
            return Operator.ADD;
        }
        if (kind == TokenKind.SUBTRACT) {
            return Operator.SUBTRACT;
        }
        if (kind == TokenKind.MULTIPLY) {
            return Operator.MULTIPLY;
        }
        if (kind == TokenKind.DIVIDE) {
            return Operator.DIVIDE;
        }
        if (kind == TokenKind.MODULO) {
            return Operator.MODULO;
        }
        return kind == TokenKind.POWER ? Operator.POWER : null;
    }

    static int precedence(Operator operator) {
        return switch (operator) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, MODULO -> PRODUCT;
            case POWER -> POWER;
            case MIN, MAX -> POWER + 1;
        };
    }
}
