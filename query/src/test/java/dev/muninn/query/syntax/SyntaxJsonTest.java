package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyntaxJsonTest {

    @Test
    void writesCallsWithTheirSelectors() {
        assertThat(json("rate(foo{a=~\"b|c\"}[5m] offset 1m @ end())"))
                .isEqualTo(
                        """
                        {"type":"call","func":{"name":"rate","argTypes":["matrix"],"variadic":0,\
                        "returnType":"vector"},"args":[{"type":"matrixSelector","offset":60000,\
                        "timestamp":null,"startOrEnd":"end","name":"foo","matchers":\
                        [{"type":"=~","name":"a","value":"b|c"},\
                        {"type":"=","name":"__name__","value":"foo"}],\
                        "anchored":false,"smoothed":false,"range":300000}]}""");
    }

    @Test
    void writesVectorMatching() {
        assertThat(json("topk(3, a) > bool on(x) group_left(y) fill_right(2) b"))
                .contains("\"matching\":{\"card\":\"many-to-one\",\"labels\":[\"x\"],\"on\":true,")
                .contains("\"include\":[\"y\"],\"fillValues\":{\"lhs\":null,\"rhs\":\"2\"}}")
                .contains("\"param\":{\"type\":\"numberLiteral\",\"val\":\"3\"}")
                .endsWith("\"bool\":true}");
    }

    @Test
    void writesSubqueriesAndNumbers() {
        assertThat(json("(a)[5m:1m] @ 3.5"))
                .startsWith("{\"type\":\"subquery\",\"offset\":0,\"timestamp\":3500,")
                .endsWith("\"range\":300000,\"step\":60000}");
        assertThat(json("-5m + Inf"))
                .contains("{\"type\":\"numberLiteral\",\"val\":\"-300\"}")
                .contains("{\"type\":\"numberLiteral\",\"val\":\"+Inf\"}")
                .contains("\"matching\":null");
    }

    @Test
    void escapesTexts() {
        assertThat(json("\"a\\\"\\n\\\\<é\""))
                .isEqualTo("{\"type\":\"stringLiteral\",\"val\":\"a\\\"\\u000a\\\\\\u003cé\"}");
    }

    private static String json(String text) {
        return SyntaxJson.write(Parser.parse(text, ParserOptions.EXPERIMENTAL));
    }
}
