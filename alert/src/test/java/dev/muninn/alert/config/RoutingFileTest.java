package dev.muninn.alert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingFileTest {

    /** Receivers with what amtool 0.33.1 has against them. */
    static List<String> receivers() throws IOException {
        try (InputStream in = RoutingFileTest.class.getResourceAsStream("receivers.tsv")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).toList();
        }
    }

    private static RoutingConfig read(String text, MatcherSyntax syntax) {
        return RoutingFile.read("a.yml", text, syntax);
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void refusesTheReceiversThatAlertmanagerRefuses(String row) {
        String[] cells = row.split("\t", -1);
        String text = "route: {receiver: a}\nreceivers:\n- name: a\n  " + cells[0] + "\n";

        if (cells[1].isEmpty()) {
            assertThat(read(text, MatcherSyntax.FALLBACK).receivers()).hasSize(1);
        } else {
            assertThatThrownBy(() -> read(text, MatcherSyntax.FALLBACK))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining(cells[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "True, true",
        "on, true",
        "y, true",
        "false, false",
        "No, false",
        "~, false"
    })
    void takesAllOfYamlsWordsForYesAndNo(String word, boolean expected) {
        RoutingConfig config =
                read(
                        """
                        route: {receiver: a, routes: [{continue: %s}]}
                        receivers: [{name: a}]
                        """
                                .formatted(word),
                        MatcherSyntax.FALLBACK);

        assertThat(config.route().children().getFirst().doesContinue()).isEqualTo(expected);
    }

    @Test
    void refusesOtherWordsForYesAndNo() {
        String text = "route: {receiver: a, routes: [{continue: soon}]}\nreceivers: [{name: a}]\n";

        assertThatThrownBy(() -> read(text, MatcherSyntax.FALLBACK))
                .hasMessageContaining("continue is \"soon\": it takes true or false");
    }

    @Test
    void takesATildeForNothing() {
        String text = "route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: ~\n";

        assertThat(read(text, MatcherSyntax.FALLBACK).templates()).isEmpty();
    }

    @Test
    void namesOfOldMatchersAreClassicUnlessAllAreUtf8() {
        String text = "route: {receiver: a, routes: [{match: {a.b: c}}]}\nreceivers: [{name: a}]\n";

        assertThatThrownBy(() -> read(text, MatcherSyntax.FALLBACK))
                .hasMessageContaining("invalid label name \"a.b\"");
        assertThat(read(text, MatcherSyntax.UTF8).route().children()).hasSize(1);
    }

    @Test
    void checksTheGlobalSectionToo() {
        String text =
                """
                global: {smtp_smarthost: mail, http_config: {bearer_token: a, oauth2: {}}}
                route: {receiver: a}
                receivers: [{name: a}]
                """;

        assertThatThrownBy(() -> read(text, MatcherSyntax.FALLBACK))
                .hasMessageContaining("address mail: missing port in address")
                .hasMessageContaining("oauth2 client_id must be configured");
    }
}
