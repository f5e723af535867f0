package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SyntaxProperties {

    @Property
    void printedExpressionsParseToTheSameTree(
            @ForAll long seed, @ForAll @IntRange(max = 5) int depth) {
        Expr expr = new Trees(seed).any(depth);

        Expr parsed = Parser.parse(Printer.print(expr), ParserOptions.EXPERIMENTAL);

        assertThat(Trees.withoutPlaces(parsed)).isEqualTo(expr);
    }

    @Property
    void formattedExpressionsParseToTheSameTree(
            @ForAll long seed, @ForAll @IntRange(max = 6) int depth) {
        Expr expr = new Trees(seed).any(depth);

        Expr parsed = Parser.parse(Formatter.format(expr), ParserOptions.EXPERIMENTAL);

        assertThat(Trees.withoutPlaces(parsed)).isEqualTo(expr);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(Parser.parse(text, ParserOptions.EXPERIMENTAL)).isNotNull();
        } catch (MuninnException e) {
            assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
        }
    }

    @Property
    void quotedTextsReadAsBefore(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Expr expr = Parser.parse(QuotedText.quote(valid), ParserOptions.DEFAULTS);

        assertThat(expr)
                .isInstanceOfSatisfying(
                        Expr.StringLiteral.class, s -> assertThat(s.value()).isEqualTo(valid));
    }

    @Property
    void printedDurationsReadAsBefore(@ForAll @IntRange(min = 1) int millis) {
        assertThat(Literals.parseDuration(Literals.printDuration(millis))).isEqualTo(millis);
    }

    @Property
    void printedNumbersReadAsBefore(@ForAll double value) {
        assertThat(Double.parseDouble(Literals.printNumber(value))).isEqualTo(value);
    }
}
