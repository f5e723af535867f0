package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExprTreeTest {

    private static String tree(String expr) {
        return ExprTree.of(Parser.parse(expr, new ParserOptions(false))).toString();
    }

    @Test
    void namesNodesAsPrometheusDoes() {
        assertThat(tree("sum by(a)(rate(b{c=\"d\"}[5m] offset 1m))"))
                .isEqualTo(
                        "{expr={args=[{matchers=[{name=c, type==, value=d}, "
                                + "{name=__name__, type==, value=b}], name=b, offset=60000, "
                                + "range=300000, startOrEnd=null, timestamp=null, "
                                + "type=matrixSelector}], func={argTypes=[matrix], name=rate, "
                                + "returnType=vector, variadic=0}, type=call}, grouping=[a], "
                                + "op=sum, param=null, type=aggregation, without=false}");
    }

    @Test
    void tellsHowVectorsMatch() {
        assertThat(tree("a / on(x) group_left(y) -b"))
                .contains("matching={card=many-to-one, include=[y], labels=[x], on=true}")
                .contains("rhs={expr={", "op=-, type=unaryExpr}");
        assertThat(tree("1 > bool 2")).contains("bool=true", "matching=null", "val=2");
    }

    @Test
    void tellsWhenSelectorsLook() {
        assertThat(tree("a @ 1.5")).contains("timestamp=1500");
        assertThat(tree("max_over_time(a[1h:1m] @ end() offset -5m)"))
                .contains("offset=-300000", "range=3600000", "startOrEnd=end", "step=60000");
        assertThat(tree("(\"x\")")).isEqualTo("{expr={type=stringLiteral, val=x}, type=parenExpr}");
    }
}
