package dev.muninn.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A webhook at {@code /hook} and a Slack at {@code /chat} that are slow, fail and hang up now and
 * then; they remember what they have taken.
 */
final class UnkindReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "(possibly repeated)";

    /**
     * A message that was answered with 200.
     *
     * @param key of the delivery, empty where the channel has none
     * @param content the alerts with state and start
     */
    record Told(
            String key,
            String group,
            String alert,
            boolean isFiring,
            String content,
            boolean isMarked) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final List<Told> told = new ArrayList<>();
    private boolean isKind;

    UnkindReceiver(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hook", exchange -> answer(exchange, true));
        server.createContext("/chat", exchange -> answer(exchange, false));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** An alertmanager.yml that tells the webhook, and the chat of what has {@code kind=chat}. */
    String routing() {
        return """
        route:
          {receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s,
           repeat_interval: 10h,
           routes: [{receiver: chat, matchers: [kind=chat]}]}
        receivers:
          - name: hook
            webhook_configs: [{url: '%1$s/hook'}]
          - name: chat
            slack_configs: [{api_url: '%1$s/chat', channel: '#ops'}]
        """
                .formatted(address());
    }

    synchronized void beKind() {
        isKind = true;
    }

    private synchronized int mood() {
        return isKind ? 9 : random.nextInt(10);
    }

    private void answer(HttpExchange exchange, boolean isHook) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        int mood = mood();
        if (mood == 0) {
            exchange.close();
            return;
        }
        if (mood < 3) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        if (mood < 5) {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        remember(isHook ? ofHook(exchange, body) : ofChat(body));
        byte[] ok = "ok".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, ok.length);
        exchange.getResponseBody().write(ok);
        exchange.close();
    }

    private synchronized void remember(Told one) {
        told.add(one);
    }

    private static Told ofHook(HttpExchange exchange, JsonNode body) {
        JsonNode alert = body.path("alerts").path(0);
        String status = alert.path("status").asText();
        return new Told(
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"), ""),
                body.path("groupKey").asText(),
                alert.at("/labels/alertname").asText(),
                status.equals("firing"),
                status + " since " + alert.path("startsAt").asText(),
                false);
    }

    private static Told ofChat(JsonNode body) {
        String text = body.toString();
        String name = text.replaceFirst("(?s).*?(Chat\\d+).*", "$1");
        return new Told("", "chat " + name, name, true, "firing", text.contains(MARK));
    }

    synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** The names of the alerts that were last told to fire. */
    Set<String> firing() {
        Set<String> names = new TreeSet<>();
        for (Told one : told()) {
            if (one.isFiring()) {
                names.add(one.alert());
            } else {
                names.remove(one.alert());
            }
        }
        return names;
    }

    /** The keys of the groups whose alert's name begins so. */
    List<String> groupKeys(String prefix) {
        return told().stream()
                .filter(one -> one.alert().startsWith(prefix))
                .map(Told::group)
                .distinct()
                .toList();
    }

    /** Messages that came twice. */
    long copies() {
        return copies(told());
    }

    /** Of those the ones of the chat, which cannot tell copies apart itself. */
    long copiesInChat() {
        return copies(told().stream().filter(one -> one.key().isEmpty()).toList());
    }

    private static long copies(List<Told> messages) {
        Set<String> seen = new HashSet<>();
        return messages.stream()
                .filter(one -> !seen.add(one.key().isEmpty() ? one.alert() : one.key()))
                .count();
    }

    /**
     * Messages that came twice and give no hint of it. What was on its way when its sender stood
     * still arrives after the marked one of the process that took over.
     */
    List<Told> unmarkedCopies() {
        Map<String, Told> known = new HashMap<>();
        List<Told> copies = new ArrayList<>();
        for (Told one : told()) {
            Told other = known.putIfAbsent(one.group() + " " + one.content(), one);
            boolean isHinted =
                    other == null
                            || one.isMarked()
                            || other.isMarked()
                            || (!one.key().isEmpty() && one.key().equals(other.key()));
            if (!isHinted) {
                copies.add(one);
            }
        }
        return copies;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
