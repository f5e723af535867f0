package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server is killed at random moments, while alerts come, flap, are silenced and
 * acknowledged, and the receivers are slow, fail and hang up. What was answered with 2xx is there
 * in the end, what fires was told, and what was told twice says so.
 */
class AlertKillIT {

    private static final int KILLS = Integer.getInteger("muninn.alert.kills", 10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NEVER = "2099-01-01T00:00:00Z";

    private enum State {
        FIRING,
        RESOLVED,
        /** The server died before it answered. */
        UNCERTAIN
    }

    @TempDir private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, State> alerts = new HashMap<>();
    private final Set<String> silences = new TreeSet<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private int number;

    private MuninnProcess start(UnkindReceiver receiver) throws IOException {
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), receiver.routing());
        return MuninnProcess.start(folder.resolve("data"), "--set", "alerting.config=" + config);
    }

    @Test
    void keepsAndTellsWhatItAccepted() throws Exception {
        try (UnkindReceiver receiver = new UnkindReceiver(seed)) {
            for (int round = 0; round < KILLS; round++) {
                MuninnProcess muninn = start(receiver);
                long delay = random.nextInt(1_500);
                Thread killer =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            sleep(delay);
                                            muninn.kill();
                                        });
                load(muninn.client(), receiver);
                killer.join();
            }
            receiver.beKind();
            try (MuninnProcess muninn = start(receiver)) {
                check(muninn.client(), receiver);
            }
            System.out.printf(
                    "AlertKillIT: %d kills, %d alerts, %d silences and %d acknowledgements accepted,"
                            + " 0 lost; %d messages arrived, %d of them twice and marked%n",
                    KILLS,
                    alerts.size(),
                    silences.size(),
                    acknowledged.size(),
                    receiver.told().size(),
                    receiver.copies());
        }
    }

    /** Sends until the server is gone. */
    private void load(MuninnClient client, UnkindReceiver receiver) {
        while (true) {
            int choice = random.nextInt(20);
            try {
                if (choice == 0) {
                    silence(client);
                } else if (choice == 1) {
                    acknowledge(client, receiver);
                } else if (choice < 8) {
                    toggle(client, flapping());
                } else {
                    String kind = choice < 12 ? "Chat" : choice < 16 ? "Kept" : "Flap";
                    toggle(client, kind + number++);
                }
            } catch (java.io.UncheckedIOException e) {
                return;
            }
        }
    }

    private String flapping() {
        List<String> known =
                alerts.keySet().stream().filter(name -> name.startsWith("Flap")).sorted().toList();
        return known.isEmpty() ? "Flap" + number++ : known.get(random.nextInt(known.size()));
    }

    /** Fires what did not, and resolves what did. */
    private void toggle(MuninnClient client, String name) {
        post(client, name, alerts.get(name) == State.FIRING ? State.RESOLVED : State.FIRING);
    }

    private void post(MuninnClient client, String name, State state) {
        alerts.put(name, State.UNCERTAIN);
        String body =
                "[{\"labels\":{\"alertname\":\"%s\",\"kind\":\"%s\"},\"endsAt\":\"%s\"}]"
                        .formatted(
                                name,
                                name.startsWith("Chat") ? "chat" : "hook",
                                state == State.FIRING ? NEVER : Instant.now());
        assertThat(
                        client.post("/api/v2/alerts", "application/json", body.getBytes(UTF_8))
                                .statusCode())
                .as("seed %d", seed)
                .isEqualTo(200);
        alerts.put(name, state);
    }

    private void silence(MuninnClient client) {
        String body =
                """
                {"matchers":[{"name":"alertname","value":"None%d","isRegex":false}],
                 "startsAt":"2026-01-01T00:00:00Z","endsAt":"%s","createdBy":"test","comment":"kept"}
                """
                        .formatted(number++, NEVER);
        JsonNode answer =
                tree(
                        client.post("/api/v2/silences", "application/json", body.getBytes(UTF_8))
                                .body());
        silences.add(answer.path("silenceID").asText());
    }

    /** Takes care of a group that somebody was told of, as people do. */
    private void acknowledge(MuninnClient client, UnkindReceiver receiver) {
        List<String> keys = receiver.groupKeys("Kept");
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.get(random.nextInt(keys.size()));
        String body = JSON.createObjectNode().put("groupKey", key).put("person", "ada").toString();
        int status =
                client.post(
                                "/api/v1/alerting/acknowledgements",
                                "application/json",
                                body.getBytes(UTF_8))
                        .statusCode();
        assertThat(status).as("seed %d, group %s", seed, key).isEqualTo(200);
        acknowledged.add(key);
    }

    private void check(MuninnClient client, UnkindReceiver receiver) {
        String kept = client.get("/api/v2/silences").body();
        assertThat(silences).as("seed %d", seed).allMatch(kept::contains);
        Set<String> active = new TreeSet<>();
        tree(client.get("/api/v2/alerts").body())
                .forEach(alert -> active.add(alert.at("/labels/alertname").asText()));
        assertThat(active).as("seed %d", seed).containsAll(in(State.FIRING));
        Set<String> cared = new TreeSet<>();
        for (JsonNode group :
                tree(client.get("/api/v1/alerting/groups?limit=10000").body()).at("/data/groups")) {
            if (group.path("acknowledgement").isObject()) {
                cared.add(group.path("groupKey").asText());
            }
        }
        assertThat(cared).as("seed %d", seed).containsAll(acknowledged);
        Await.until(
                "all that fires to be told, seed " + seed,
                Duration.ofSeconds(90),
                () -> receiver.firing().containsAll(in(State.FIRING)));
        for (String name : List.copyOf(alerts.keySet())) {
            if (name.startsWith("Flap")) {
                post(client, name, State.RESOLVED);
            }
        }
        Await.until(
                "the end of all that was told to fire, seed " + seed,
                Duration.ofSeconds(90),
                () -> receiver.firing().stream().noneMatch(name -> name.startsWith("Flap")));
        assertThat(receiver.unmarkedCopies()).as("seed %d", seed).isEmpty();
        assertThat(receiver.copiesInChat()).as("seed %d", seed).isLessThanOrEqualTo(KILLS);
    }

    private List<String> in(State state) {
        List<String> names = new ArrayList<>();
        alerts.forEach(
                (name, now) -> {
                    if (now == state) {
                        names.add(name);
                    }
                });
        return names;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
