package dev.muninn.alert.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

    private static final Map<String, String> LABELS =
            Map.of("instance", "a.example.org:9100", "job", "node");

    private static String run(String text) {
        String variables = "{{ $labels := .Labels }}{{ $value := 0.12345 }}";
        return Template.parse("test", variables + text, RuleFunctions.NAMES)
                .run(
                        Map.of("Labels", LABELS, "Value", 1234567.0),
                        RuleFunctions.over(
                                expr ->
                                        List.of(
                                                new RuleFunctions.Element(Map.of("zone", "b"), 2),
                                                new RuleFunctions.Element(Map.of("zone", "a"), 1)),
                                1_000,
                                "http://muninn.example.org/monitor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{{ $labels.instance }}§a.example.org:9100",
                "{{ .Labels.job }}{{ $labels.none }}!§node!",
                "{{ $value | humanizePercentage }}§12.35%",
                "{{ .Value | humanize }}§1.235M",
                "{{ humanize1024 1048576 }}§1Mi",
                "{{ humanizeDuration 90061 }}§1d 1h 1m 1s",
                "{{ humanizeDuration 0.0123 }}§12.3ms",
                "{{ humanizeTimestamp 1435065584.128 }}§2015-06-23 13:19:44.128 +0000 UTC",
                "{{ if gt $value 0.1 }}high{{ else }}low{{ end }}§high",
                "{{ printf \"%.2f\" $value }}§0.12",
                "{{ $labels.instance | stripPort | stripDomain }}§a",
                "{{ with query \"up\" }}{{ . | first | value }}{{ end }}§2",
                "{{ range query \"up\" | sortByLabel \"zone\" }}{{ .Labels.zone }}{{ end }}§ab",
                "{{ query \"up\" | first | label \"zone\" }}§b",
                "{{ reReplaceAll \"(.*):.*\" \"$1\" $labels.instance }}§a.example.org",
                "{{ match \"^a\" $labels.instance }}§true",
                "{{ \"two words\" | title }}§Two Words",
                "{{- \" x \" -}}  §` x `",
                "{{ externalURL }}{{ pathPrefix }}§http://muninn.example.org/monitor/monitor",
                "{{ range $i, $e := query \"up\" }}{{ $i }}={{ $e.Value }};{{ end }}§0=2;1=1;",
                "{{ define \"x\" }}[{{ . }}]{{ end }}{{ template \"x\" \"y\" }}§[y]",
                "{{ len $labels }} {{ index $labels \"job\" }}§2 node",
                "{{/* nothing */ -}} x§x",
                "{{ (0 | toTime).Weekday }}, {{ (0 | toTime).Month }}§Thursday, January",
                "{{ parseDuration \"1w2d\" }}{{ parseDuration \"0\" }}§7776000",
                "{{ define \"x\" }}{{ end }}{{ define \"x\" }}y{{ end }}{{ template \"x\" }}§y",
                "{{ 1e3 }} {{ 0x10 }} {{ 1.5 }} {{ printf \"%v\" nil }}§1000 16 1.5 <nil>"
            })
    void givesWhatGoGives(String template, String expected) {
        assertThat(run(template)).isEqualTo(expected);
    }

    static List<String> ofPrometheus() throws IOException {
        try (InputStream in = TemplateTest.class.getResourceAsStream("prometheus.tsv")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("ofPrometheus")
    void givesWhatPrometheusGives(String row) {
        String[] cells = row.split("\t", -1);

        if (cells[1].equals("<error>")) {
            assertThatThrownBy(() -> run(cells[0])).isInstanceOf(TemplateException.class);
        } else {
            assertThat(run(cells[0])).isEqualTo(cells[1]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{{ \"x\" | externalURL }}§wrong number of args for externalURL: want 0 got 1",
                "{{ toUpper \"a\" \"b\" }}§wrong number of args for toUpper: want 1 got 2",
                "{{ 1e15 | humanizeTimestamp }}§cannot be represented as a nanoseconds timestamp",
                "{{ parseDuration \"1.5h\" }}§not a valid duration string: \"1.5h\"",
                "{{ parseDuration \"1m1h\" }}§not a valid duration string: \"1m1h\"",
                "{{ nil }}§nil is not a command",
                "{{ range $k, $v := 3 }}{{ end }}§can't use 3 to iterate over more than one"
                        + " variable",
                "{{ define \"x\" }}a{{ end }}{{ define \"x\" }}b{{ end }}§multiple definition of"
                        + " template",
                "{{ .Labels.job$x }}§bad character U+0024 '$'",
                "{{ := 1 }}§unexpected \":=\" in command"
            })
    void saysWhyGoRefuses(String template, String reason) {
        assertThatThrownBy(() -> run(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{{ toJson (dict \"b\" 1 \"a\" (list 1 2.5)) }}§{\"a\":[1,2.5],\"b\":1}",
                "{{ toJson 0.000001 }}§0.000001",
                "{{ toJson 0.0000001 }}§1e-7",
                "{{ toJson 1e6 }}§1000000",
                "{{ urlUnescape \"a%20b+c\" }}§a b c"
            })
    void givesWhatAlertmanagerGives(String template, String expected) {
        assertThat(message(template)).isEqualTo(expected);
    }

    @Test
    void saysThatAnAddressIsNotEscaped() {
        assertThatThrownBy(() -> message("{{ urlUnescape \"%zz\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("invalid URL escape in \"%zz\"");
    }

    private static String message(String template) {
        return Template.parse("test", template, MessageFunctions.NAMES)
                .run(Map.of(), MessageFunctions.at(0, Map.of()));
    }

    @Test
    void namesTheLineOfAMistake() {
        assertThatThrownBy(() -> run("a\n{{ if }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template: test:2: missing value for if");
        assertThatThrownBy(() -> run("{{ nothing }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("function \"nothing\" not defined");
        assertThatThrownBy(() -> run("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("undefined variable \"$x\"");
        assertThatThrownBy(() -> run("{{ range . }}x"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("has no {{end}}");
    }

    @Test
    void refusesToWriteWithoutEnd() {
        assertThatThrownBy(() -> run("{{ range 90000 }}0123456789{{ end }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("more than 65536 characters");
        assertThatThrownBy(
                        () ->
                                run(
                                        "{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template"
                                                + " \"x\" }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("deeper than 32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{{ range 90000 }}{{ range 90000 }}{{ end }}{{ end }}§more than 100000 steps",
                "{{ range 1000000000 }}{{ end }}§more than 100000 steps",
                "{{ define \"a\" }}{{ if . }}{{ template \"a\" slice . 1 }}{{ template \"a\" slice"
                        + " . 1 }}{{ end }}{{ end }}{{ template \"a\" \"1234567890123456789012345\""
                        + " }}§more than 100000 steps",
                "{{ $x := \"0123456789\" }}{{ range 60 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}"
                        + "§more than 1048576 characters",
                "{{ $x := \"0123456789\" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}"
                        + "§more than 1048576 characters",
                "{{ $x := list 1 }}{{ range 60 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x }}"
                        + "§more than 1048576 characters",
                "{{ $x := dict }}{{ range 60 }}{{ $x = dict \"a\" $x \"b\" $x }}{{ end }}{{ $x }}"
                        + "§more than 1048576 characters",
                "{{ printf \"%900000d%900000d%900000d\" 1 2 3 }}§more than 1048576 characters",
                "{{ printf \"%900000d\" (list 1 2 3) }}§more than 1048576 characters",
                "{{ $x := printf \"%9000d\" 1 }}{{ reReplaceAll \".\" $x $x }}"
                        + "§more than 1048576 characters",
                "{{ $x := printf \"%90000d\" 1 }}{{ range 90000 }}{{ $y := toUpper $x }}{{ end }}"
                        + "§does more than a message is worth",
                "{{ match \"(((a{100}){100}){100}){100}\" \"a\" }}§use smaller repetitions",
                "{{ $x := printf \"%90000d\" 1 }}{{ range 90 }}{{ match \"(.*a){999}\" $x }}{{ end"
                        + " }}§does more than a message is worth",
            })
    void refusesToDoMuchForLittle(String template, String reason) {
        assertThatThrownBy(() -> message(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(reason);
    }
}
