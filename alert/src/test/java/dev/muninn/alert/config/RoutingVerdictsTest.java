package dev.muninn.alert.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of every key are taken and refused as amtool 0.33.1 takes and refuses them. */
class RoutingVerdictsTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = RoutingVerdictsTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Files by name, with @@ where a key belongs. */
    private static Map<String, String> documents() throws IOException {
        Map<String, String> documents = new HashMap<>();
        for (String document : resource("documents.txt").substring(4).split("\n### ")) {
            int end = document.indexOf('\n');
            documents.put(document.substring(0, end), document.substring(end + 1));
        }
        return documents;
    }

    private static String refusal(String text) {
        try {
            RoutingFile.read("a.yml", text, MatcherSyntax.FALLBACK);
            return "";
        } catch (MuninnException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void takesAndRefusesWhatAlertmanagerDoes() throws Exception {
        Map<String, String> documents = documents();
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (String row : resource("verdicts.tsv").lines().skip(1).toList()) {
            String[] cells = row.split("\t", -1);
            for (int column = 2; column < 4; column++) {
                if (cells[column].isEmpty()) {
                    continue;
                }
                for (String value : cells[column].split("¦", -1)) {
                    String pair = cells[1] + ": " + value;
                    String text = documents.getOrDefault(cells[0], "").replace("@@", pair);
                    String refusal = refusal(text);
                    count++;
                    if (refusal.isEmpty() != (column == 2)) {
                        differences.add(cells[0] + " with " + pair + ": " + refusal);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(count).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "webhook§send_resolved: \"yes\"§a.yml:7:20: webhook config: send_resolved is \"yes\":"
                        + " it takes true or false, without quotes",
                "webhook§max_alerts: -1§a.yml:7:17: webhook config: max_alerts is \"-1\": it takes a"
                        + " whole number of zero or more, without quotes",
                "webhook§timeout: 90d§a.yml:7:14: webhook config: timeout not a valid duration:"
                        + " \"90d\"; write it like 500ms, 30s or 1h30m: there are no days here",
                "http§proxy_url: http://x:abc§a.yml:8:18: webhook config: http_config: proxy_url is"
                        + " no URL: invalid port \":abc\" after host",
                "global§resolve_timeout: 99999999999h§a.yml:6:20: the file: global:"
                        + " resolve_timeout duration out of range: \"99999999999h\" is more than"
                        + " 292 years",
                "times§location: UTC+1§a.yml:8:15: unknown time zone UTC+1",
                "tracing§timeout: 5s§a.yml:6:3: missing endpoint in tracing"
            })
    void namesKeyAndValueAndPlace(String document, String pair, String message) throws Exception {
        String text = documents().getOrDefault(document, "").replace("@@", pair);

        assertThat(refusal(text)).isEqualTo(message);
    }
}
