package dev.muninn.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A tree of fifty routes made at random, and a thousand sets of labels with the receivers that
 * {@code amtool config routes test} of Alertmanager 0.33 gives for each.
 */
class FiftyRoutesTest {

    private static String text(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FiftyRoutesTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Labels labels(String json) throws IOException {
        Labels.Builder builder = Labels.builder();
        new ObjectMapper()
                .readTree(json)
                .properties()
                .forEach(label -> builder.set(label.getKey(), label.getValue().asText()));
        return builder.build();
    }

    @Test
    void eachSetOfLabelsGoesWhereAlertmanagerSendsIt() throws Exception {
        RoutingConfig config =
                RoutingFile.read("a.yml", text("fifty-routes.yml"), MatcherSyntax.FALLBACK);
        List<String> differences = new ArrayList<>();
        List<String> lines = text("fifty-routes.tsv").lines().toList();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            List<Route> routes = config.route().routesOf(labels(line.substring(0, tab)));
            String receivers = String.join(",", routes.stream().map(Route::receiver).toList());
            if (!receivers.equals(line.substring(tab + 1))) {
                differences.add(line + " gives " + receivers);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(lines).hasSize(1_000);
        assertThat(size(config.route())).isGreaterThan(50);
    }

    private static int size(Route route) {
        return 1 + route.children().stream().mapToInt(FiftyRoutesTest::size).sum();
    }
}
