package dev.muninn.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are those of the page's own tests: both have to write the same queries. */
class BoardVariablesTest {

    private static final String DEFINED =
            """
            [{"kind": "query", "name": "job", "query": "label_values(job)", "multi": true},
             {"kind": "query", "name": "host", "current": {"value": "it\\"s"}},
             {"kind": "query", "name": "all", "includeAll": true, "allValue": ".*",
              "current": {"value": ["$__all"]}},
             {"kind": "query", "name": "any", "includeAll": true},
             {"kind": "custom", "name": "size", "query": "1, two, Three : 3, a\\\\,b", "multi": true},
             {"kind": "constant", "name": "zone", "query": "eu"},
             {"kind": "text", "name": "note", "query": "x"},
             {"kind": "interval", "name": "window", "query": "1m,5m",
              "current": {"value": "$__auto_interval_window"}},
             {"kind": "query", "name": "open"}]""";

    private static JsonNode defined() throws Exception {
        return new ObjectMapper().readTree(DEFINED);
    }

    private static String write(String text) throws Exception {
        Map<String, List<String>> wanted = Map.of("job", List.of("node", "a.b"));
        return new BoardVariables(defined(), wanted, Map.of("__interval", "15s")).write(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "up{job=~\"$job\"}       ! up{job=~\"(node|a\\\\.b)\"}",
                "up{job=~\"[[job]]\"}    ! up{job=~\"(node|a\\\\.b)\"}",
                "up{host=\"${host}\"}    ! up{host=\"it\\\"s\"}",
                "{a=~\"$all\"}           ! {a=~\".*\"}",
                "{a=~\"$any\"}           ! {a=~\".+\"}",
                "${job:pipe}             ! node|a.b",
                "${job:regex}            ! (node|a\\.b)",
                "${job:csv} ${job:glob}  ! node,a.b {node,a.b}",
                "[[job:text]]            ! node + a.b",
                "$size $zone $note       ! 1 eu x",
                "rate(a[$__interval])    ! rate(a[15s])",
                "rate(a[$window])        ! rate(a[1m])",
                "$1 ${nothing} [[none]]  ! $1 ${nothing} [[none]]"
            })
    void writesWhatAPageWrites(String text, String written) throws Exception {
        assertThat(write(text)).isEqualTo(written);
    }

    @Test
    void writesAllOptionsThatTheDashboardItselfNames() throws Exception {
        BoardVariables all =
                new BoardVariables(defined(), Map.of("size", List.of("$__all")), Map.of());
        assertThat(all.write("${size:pipe}")).isEqualTo("1|two|3|a,b");
    }

    @Test
    void saysWhichVariableNeedsAValue() {
        assertThatThrownBy(() -> write("up{a=\"$open\"}"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("variable \"open\"")
                .hasMessageContaining("vars");
    }

    @Test
    void refusesVariablesAndFormatsThatAreNone() {
        assertThatThrownBy(
                        () -> new BoardVariables(defined(), Map.of("typo", List.of("x")), Map.of()))
                .hasMessageContaining("no variable \"typo\"");
        assertThatThrownBy(() -> write("${job:queryparam}")).hasMessageContaining("queryparam");
    }
}
