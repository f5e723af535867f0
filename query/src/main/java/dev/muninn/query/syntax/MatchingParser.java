package dev.muninn.query.syntax;

import dev.muninn.query.syntax.Expr.BinaryOp;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands between a binary operator and its right side. */
final class MatchingParser {

    private final TokenStream tokens;
    private final boolean isBool;
    private boolean isOn;
    private List<String> labels = List.of();
    private List<String> include = List.of();
    private Cardinality cardinality = Cardinality.ONE_TO_ONE;
    private @Nullable Double fillLeft;
    private @Nullable Double fillRight;

    MatchingParser(TokenStream tokens, ParserOptions options) {
        this.tokens = tokens;
        this.isBool = tokens.accept(TokenKind.BOOL);
        if (tokens.isNext(TokenKind.ON) || tokens.isNext(TokenKind.IGNORING)) {
            isOn = tokens.take().kind() == TokenKind.ON;
            labels = GroupingParser.parse(tokens);
            parseGroup();
        }
        parseFill(options);
    }

    private void parseGroup() {
        if (tokens.isNext(TokenKind.GROUP_LEFT) || tokens.isNext(TokenKind.GROUP_RIGHT)) {
            boolean isLeft = tokens.take().kind() == TokenKind.GROUP_LEFT;
            cardinality = isLeft ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
            TokenKind next = tokens.peek().kind();
            if (next == TokenKind.LEFT_PAREN || !next.beginsExpression()) {
                include = GroupingParser.parse(tokens);
            }
        }
    }

    private void parseFill(ParserOptions options) {
        boolean isFilled = false;
        // A metric may be named fill, so only a parenthesis makes it a modifier.
        while (isFillNext(isFilled) && tokens.isParenBehindNext()) {
            Token modifier = tokens.take();
            if (!options.experimental()) {
                throw tokens.errors()
                        .at(
                                modifier.span(),
                                "binop fill modifiers are experimental and not enabled");
            }
            double value = parseFillValue();
            if (modifier.kind() != TokenKind.FILL_RIGHT) {
                fillLeft = value;
            }
            if (modifier.kind() != TokenKind.FILL_LEFT) {
                fillRight = value;
            }
            isFilled = true;
        }
    }

    private boolean isFillNext(boolean isFilled) {
        return (tokens.isNext(TokenKind.FILL) && !isFilled)
                || (tokens.isNext(TokenKind.FILL_LEFT) && fillLeft == null)
                || (tokens.isNext(TokenKind.FILL_RIGHT) && fillRight == null);
    }

    private double parseFillValue() {
        tokens.expect(TokenKind.LEFT_PAREN);
        boolean isNegative = tokens.accept(TokenKind.SUBTRACT);
        if (!isNegative) {
            tokens.accept(TokenKind.ADD);
        }
        Token token = tokens.peek();
        double value;
        if (tokens.accept(TokenKind.DURATION)) {
            value = DurationParser.millis(token, tokens.errors()) / 1e3;
        } else if (tokens.accept(TokenKind.NUMBER)) {
            value = DurationParser.number(token, tokens.errors());
        } else {
            throw tokens.unexpected("fill modifier", "number");
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return isNegative ? -value : value;
    }

    Expr.Binary apply(BinaryOp op, Expr left, Expr right) {
        boolean isBetweenVectors =
                left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        Cardinality kind =
                op.isSet() && cardinality == Cardinality.ONE_TO_ONE
                        ? Cardinality.MANY_TO_MANY
                        : cardinality;
        boolean isAsked = !labels.isEmpty() || fillLeft != null || fillRight != null;
        return new Expr.Binary(
                op,
                left,
                right,
                isBetweenVectors || isAsked
                        ? new VectorMatching(kind, labels, isOn, include, fillLeft, fillRight)
                        : null,
                isBool,
                Span.of(left.span(), right.span()));
    }
}
