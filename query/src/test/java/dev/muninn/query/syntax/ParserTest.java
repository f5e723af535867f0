package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    static List<String> printed() throws IOException {
        return rows("/syntax/printed.tsv");
    }

    static List<String> errors() throws IOException {
        return rows("/syntax/errors.tsv");
    }

    private static List<String> rows(String resource) throws IOException {
        try (InputStream in = ParserTest.class.getResourceAsStream(resource)) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("printed")
    void printsTheCanonicalForm(String row) {
        String[] columns = row.split("\t");

        Expr expr = parse(columns[0].replace("\\n", "\n"));

        assertThat(Printer.print(expr)).isEqualTo(columns[1]);
        assertThat(Printer.print(parse(columns[1]))).isEqualTo(columns[1]);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void saysWhereAndWhyATextIsNoExpression(String row) {
        String[] columns = row.split("\t");

        assertThatThrownBy(() -> parse(columns[0].replace("\\n", "\n")))
                .isInstanceOf(MuninnException.class)
                .hasMessage(columns[1])
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.BAD_INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# only a comment"})
    void refusesAnEmptyText(String text) {
        assertThatThrownBy(() -> parse(text))
                .hasMessage("1:1: parse error: no expression found in input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort_by_label(a, \"b\")",
                "limitk(1, a)",
                "rate(a[5m] smoothed)",
                "a + fill(0) b",
                "start_timestamp(a)"
            })
    void refusesWhatIsExperimentalUnlessAsked(String text) {
        assertThatThrownBy(() -> Parser.parse(text, ParserOptions.DEFAULTS))
                .hasMessageContaining("not enabled");
        assertThat(Parser.parse(text, ParserOptions.EXPERIMENTAL).type())
                .isEqualTo(ValueType.VECTOR);
    }

    @Test
    void knowsWhereEachPartStands() {
        Expr.Binary sum = (Expr.Binary) parse("rate( foo{a=\"b\"}[5m] offset 1m ) + (bar)");
        Expr.Call call = (Expr.Call) sum.left();
        Expr.MatrixSelector matrix = (Expr.MatrixSelector) call.args().getFirst();

        assertThat(sum.span()).isEqualTo(new Span(0, 40));
        assertThat(call.span()).isEqualTo(new Span(0, 32));
        assertThat(matrix.span()).isEqualTo(new Span(6, 30));
        assertThat(matrix.selector().span()).isEqualTo(new Span(6, 30));
        assertThat(sum.right().span()).isEqualTo(new Span(35, 40));
    }

    @Test
    void countsColumnsInBytes() {
        assertThat(new Span(3, 4).startIn("é€\ud83d\ude00x")).isEqualTo("1:8");
        assertThat(new Span(3, 4).startIn("a\nbc")).isEqualTo("2:2");
    }

    @Test
    void powerBindsToTheRightAndBeforeSigns() {
        assertThat(parse("-a ^ b ^ c")).isInstanceOf(Expr.Unary.class);
        Expr.Binary power = (Expr.Binary) ((Expr.Unary) parse("-a ^ b ^ c")).operand();
        assertThat(Printer.print(power.right())).isEqualTo("b ^ c");
    }

    @Test
    void offsetTakesOneDurationOnly() {
        Expr.Binary sum = (Expr.Binary) parse("foo offset 100 + 2");
        Expr.VectorSelector selector = (Expr.VectorSelector) sum.left();
        assertThat(selector.timing().offset()).isEqualTo(new DurationExpr.Millis(100_000));
    }

    @Test
    void computesNoDurationsItself() {
        Expr.MatrixSelector matrix = (Expr.MatrixSelector) parse("foo[-2 ^ 2 + step()]");
        assertThat(matrix.range())
                .isEqualTo(
                        new DurationExpr.Arithmetic(
                                DurationExpr.Operator.ADD,
                                new DurationExpr.Negated(
                                        new DurationExpr.Arithmetic(
                                                DurationExpr.Operator.POWER,
                                                new DurationExpr.Factor(2),
                                                new DurationExpr.Factor(2))),
                                new DurationExpr.Step()));
    }

    @Test
    void setOperatorsMatchManyToMany() {
        Expr.Binary and = (Expr.Binary) parse("a and on (x) b");
        assertThat(and.matching())
                .isEqualTo(
                        new Expr.VectorMatching(
                                Expr.VectorMatching.Cardinality.MANY_TO_MANY,
                                List.of("x"),
                                true,
                                List.of(),
                                null,
                                null));
    }

    @Test
    void fillMayAlsoNameAMetric() {
        Expr.Binary sum = (Expr.Binary) parse("fill + fill_left(0) fill");
        assertThat(sum.matching()).isNotNull();
        assertThat(Printer.print(sum.right())).isEqualTo("fill");
    }

    @Test
    void readsSelectorsAlone() {
        assertThat(Parser.parseSelector("up{job!=\"a\", __type__=~\"b|c\"}"))
                .extracting(Matcher::toString)
                .containsExactly("job!=\"a\"", "__type__=~\"b|c\"", "__name__=\"up\"");
        assertThatThrownBy(() -> Parser.parseSelector("up + 1"))
                .hasMessage("1:4: parse error: unexpected <op:+>");
    }

    @Test
    void readsSeriesDescriptions() {
        assertThat(Parser.parseMetric("up{job=\"a\", \"b.c\"=\"d\"}"))
                .isEqualTo(Labels.of("__name__", "up", "job", "a", "b.c", "d"));
        assertThat(Parser.parseMetric("{}")).isEqualTo(Labels.empty());
        assertThatThrownBy(() -> Parser.parseMetric("up{job=~\"a\"}"))
                .hasMessageContaining("has a matcher");
        assertThatThrownBy(() -> Parser.parseMetric("up{job=\"a\", job=\"b\"}"))
                .hasMessageContaining("label set twice: \"job\"");
    }

    private static Expr parse(String text) {
        return Parser.parse(text, ParserOptions.EXPERIMENTAL);
    }
}
