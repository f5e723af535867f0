package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatterTest {

    private static final String LONG =
            "sum by (job, instance) (rate(http_requests_total{job=\"api-server\","
                    + "instance=\"0\",group=\"production\",code!=\"200\"}[5m]))";

    @Test
    void leavesShortExpressionsOnOneLine() {
        assertThat(format("sum(rate(foo[5m]))by(job)")).isEqualTo("sum by (job) (rate(foo[5m]))");
    }

    @Test
    void indentsCallsAndAggregations() {
        assertThat(format("histogram_quantile(0.9, " + LONG + ")"))
                .isEqualTo(
                        """
                        histogram_quantile(
                          0.9,
                          sum by (job, instance) (
                            rate(http_requests_total{code!="200",group="production",instance="0",job="api-server"}[5m])
                          )
                        )""");
    }

    @Test
    void putsOperatorsBetweenTheirSides() {
        assertThat(format(LONG + " / on(job) group_left(x) foo > bool 5"))
                .isEqualTo(
                        """
                            sum by (job, instance) (
                              rate(http_requests_total{code!="200",group="production",instance="0",job="api-server"}[5m])
                            )
                          / on (job) group_left (x)
                            foo
                        > bool
                          5""");
    }

    @Test
    void keepsASignBesideItsOperand() {
        assertThat(format("-(" + LONG + ")"))
                .isEqualTo(
                        """
                        -(
                          sum by (job, instance) (
                            rate(http_requests_total{code!="200",group="production",instance="0",job="api-server"}[5m])
                          )
                        )""");
    }

    @Test
    void putsSubqueryRangesBehindTheirExpression() {
        assertThat(format(LONG + "[5m:1m] offset 5m")).endsWith("\n)[5m:1m] offset 5m");
    }

    private static String format(String text) {
        return Formatter.format(Parser.parse(text, ParserOptions.DEFAULTS));
    }
}
