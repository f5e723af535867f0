package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleAdviceTest {

    private final QueryEngine engine =
            QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, new ManualClock(0));

    @AfterEach
    void close() {
        engine.close();
    }

    private List<String> advice(String rule) {
        String text = "groups: [{name: g, interval: 1m, rules: [" + rule + "]}]";
        List<RuleGroup> groups =
                RuleFile.read("rules.yml", text, RuleOptions.DEFAULTS, engine::format);
        return new RuleAdvice(engine).about(groups);
    }

    @Test
    void saysNothingOfAGoodRule() {
        String good =
                "{alert: A, expr: 'up == 0', for: 5m, labels: {severity: page},"
                        + " annotations: {summary: x}}";
        assertThat(advice(good)).isEmpty();
        assertThat(advice(good.replace("up == 0", "absent(up)"))).isEmpty();
        assertThat(advice(good.replace("up == 0", "sum(up) and on() (a unless b)"))).isEmpty();
    }

    @Test
    void namesWhatIsSeldomMeant() {
        assertThat(advice("{alert: A, expr: 'up > bool 0', for: 30s, labels: {v: '{{ $value }}'}}"))
                .hasSize(5)
                .anyMatch(sentence -> sentence.contains("for is 30s, shorter than the interval"))
                .anyMatch(sentence -> sentence.contains("fires for whatever it finds"))
                .anyMatch(sentence -> sentence.contains("label v has the value in it"))
                .anyMatch(sentence -> sentence.contains("no label severity"))
                .anyMatch(sentence -> sentence.contains("no annotation summary"));
    }

    @Test
    void saysWhyARuleIsNotEvaluatedOnSample() {
        String rule =
                "{alert: A, expr: 'up == 0', labels: {severity: page},"
                        + " annotations: {summary: x, muninn_evaluate: on-sample}}";
        assertThat(advice(rule)).isEmpty();
        assertThat(advice(rule.replace("up == 0", "rate(a[5m]) > 1")))
                .singleElement()
                .asString()
                .contains("a selector compared with a number, or absent()", "on schedule");
        assertThat(advice(rule.replace("on-sample", "always")))
                .singleElement()
                .asString()
                .contains("is \"always\", but only \"on-sample\" is known");
    }

    @Test
    void findsTheSameRuleTwice() {
        assertThat(advice("{record: a, expr: b}, {record: a, expr: b}"))
                .singleElement()
                .asString()
                .contains("is the same as");
    }
}
