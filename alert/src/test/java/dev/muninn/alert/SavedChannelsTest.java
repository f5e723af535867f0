package dev.muninn.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.alert.saved.ChannelDocument;
import dev.muninn.alert.saved.SavedChannel;
import dev.muninn.alert.saved.SavedChannelTable;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.PostgresServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that are added in the browser, beside those of a file. */
class SavedChannelsTest {

    private static final String SLACK =
            """
            {"kind": "slack", "author": "Ada", "matchers": "severity=\\"critical\\"",
             "settings": {"api_url": "https://hooks.slack.example/T1/secret", "channel": "#ops"}}
            """;

    private static final String FILE =
            """
            route:
              receiver: team
              routes:
                - {receiver: web, matchers: [team="web"], continue: true}
            receivers:
              - {name: team, console_configs: [{}]}
              - {name: web, console_configs: [{}]}
            """;

    private final ManualClock clock = new ManualClock(AlertingStand.START);

    @TempDir private Path folder;

    private @Nullable CatalogDatabase database;
    private @Nullable Notifier notifier;

    @AfterEach
    void close() {
        if (notifier != null) {
            notifier.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private Notifier open(CatalogOptions catalog, NotifyOptions options) {
        close();
        CatalogDatabase opened = CatalogDatabase.open(catalog, folder);
        database = opened;
        Notifier made = Notifier.open(options, opened, line -> {}, "test", clock);
        notifier = made;
        return made;
    }

    private Notifier open() {
        return open(CatalogOptions.DEFAULTS, NotifyOptions.DEFAULTS);
    }

    private Notifier openWithFile() throws Exception {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), FILE);
        return open(CatalogOptions.DEFAULTS, NotifyOptions.of(file.toString()));
    }

    private static String saved(Notifier notifier, String name, String json) {
        return JsonBody.print(notifier.savedChannels().save(name, json.getBytes(UTF_8)));
    }

    private static String list(Notifier notifier) {
        return JsonBody.print(notifier.savedChannels().list());
    }

    private static List<String> receivers(Notifier notifier, String... labels) {
        String explained =
                JsonBody.print(
                        notifier.explain(key -> key.equals("label") ? List.of(labels) : List.of()));
        return JsonBody.read(explained.getBytes(UTF_8)).findValuesAsText("receiver");
    }

    @Test
    void tellsASavedChannelBesidesWhomTheFileNames() throws Exception {
        Notifier withFile = openWithFile();
        saved(withFile, "Ops", SLACK);

        assertThat(receivers(withFile, "severity=critical", "team=web"))
                .containsExactly("Ops", "web");
        assertThat(receivers(withFile, "severity=critical")).containsExactly("Ops", "team");
        assertThat(receivers(withFile, "severity=info", "team=web")).containsExactly("web");
        assertThat(receivers(withFile, "severity=info")).containsExactly("team");
        assertThat(JsonBody.print(withFile.channels())).contains("\"Ops/slack[0]\"");
    }

    @Test
    void keepsChannelsOverARestartAndForgetsThemWhenDeleted() {
        saved(open(), "Ops", SLACK);
        Notifier again = open();
        assertThat(receivers(again, "severity=critical")).containsExactly("Ops", "console");

        again.savedChannels().remove("Ops");
        assertThat(receivers(again, "severity=critical")).containsExactly("console");
        assertThatThrownBy(() -> again.savedChannels().remove("Ops"))
                .hasMessage("no channel Ops was saved");
    }

    @Test
    void keepsChannelsInPostgresql() {
        CatalogOptions like = CatalogOptions.DEFAULTS;
        CatalogOptions postgres =
                new CatalogOptions(
                        PostgresServer.shared().createDatabase(),
                        PostgresServer.USER,
                        like.passwordFile(),
                        like.connections(),
                        like.provisioning(),
                        like.prune(),
                        like.keepVersions(),
                        like.keepFor());
        saved(open(postgres, NotifyOptions.DEFAULTS), "Ops", SLACK);
        assertThat(receivers(open(postgres, NotifyOptions.DEFAULTS), "severity=critical"))
                .containsExactly("Ops", "console");
    }

    @Test
    void takesUpWhatAnotherProcessSaved() {
        Notifier made = open();
        CatalogDatabase shared = Objects.requireNonNull(database);
        SavedChannelTable.open(shared)
                .put(
                        SavedChannel.of(
                                "Ops",
                                ChannelDocument.of(JsonBody.read(SLACK.getBytes(UTF_8))),
                                "Bo",
                                clock.millis()));
        assertThat(receivers(made, "severity=critical")).containsExactly("console");
        made.savedChannels().takeUpOthers();
        assertThat(receivers(made, "severity=critical")).containsExactly("Ops", "console");
    }

    @Test
    void neverShowsASecretAndKeepsItWhenItIsNotTypedAgain() {
        Notifier made = open();
        assertThat(saved(made, "Ops", SLACK))
                .contains("\"secrets\":[\"api_url\"]", "\"channel\":\"#ops\"", "\"author\":\"Ada\"")
                .doesNotContain("hooks.slack.example");
        String changed =
                saved(made, "Ops", "{\"kind\":\"slack\",\"settings\":{\"channel\":\"#web\"}}");
        assertThat(changed).contains("\"secrets\":[\"api_url\"]", "#web");
        assertThat(list(made)).doesNotContain("hooks.slack.example/T1");
        assertThatThrownBy(() -> saved(made, "Ops", "{\"kind\":\"discord\",\"settings\":{}}"))
                .hasMessage("\"Webhook address\" is missing");
    }

    @Test
    void saysWhatIsWrongInWordsAndKeepsNothingOfIt() throws Exception {
        Notifier made = openWithFile();
        assertThatThrownBy(() -> saved(made, "Ops", "{\"kind\":\"fax\"}"))
                .hasMessageContaining("there is no kind of channel \"fax\": there are slack, ");
        assertThatThrownBy(() -> saved(made, "Ops", SLACK.replace("=\\\"crit", "= = \\\"crit")))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("are not understood: 10:11: unexpected =");
        assertThatThrownBy(
                        () ->
                                saved(
                                        made,
                                        "Chat",
                                        "{\"kind\":\"telegram\",\"settings\":"
                                                + "{\"bot_token\":\"1:A\",\"chat_id\":\"ops\"}}"))
                .hasMessage("\"Number of the chat\" is \"ops\", but no number");
        assertThatThrownBy(() -> saved(made, "Ops", SLACK.replace("https://hooks", "not ")))
                .hasMessageStartingWith("\"Webhook address\" is no URL");
        assertThatThrownBy(() -> saved(made, "web", SLACK))
                .hasMessageContaining("alerting.config has a receiver \"web\"");
        assertThatThrownBy(() -> saved(made, " ", SLACK)).hasMessageContaining("1 to 100");
        assertThat(list(made)).contains("\"channels\":[]");
    }

    @Test
    void leavesOutWhatTheFileTookTheNameOfAndSaysSo() throws Exception {
        saved(open(), "web", SLACK);
        Notifier withFile = openWithFile();
        assertThat(receivers(withFile, "severity=critical")).containsExactly("team");
        assertThat(list(withFile)).contains("choose another name");
    }

    @Test
    void showsWhatItDoesNotUnderstandAndUsesTheOthers() {
        saved(open(), "Ops", SLACK);
        SavedChannelTable table = SavedChannelTable.open(Objects.requireNonNull(database));
        table.put(new SavedChannel("Torn", "{\"kind\": \"sla", "Bo", 1_000));
        table.put(new SavedChannel("Later", "{\"kind\": \"hologram\"}", "Cy", 2_000));

        Notifier made = open();
        assertThat(receivers(made, "severity=critical")).containsExactly("Ops", "console");
        assertThat(list(made))
                .contains("\"name\":\"Torn\",\"author\":\"Bo\"", "\"channel\":\"#ops\"")
                .contains("what was saved is not understood, save it again or delete it: there is")
                .contains("there is no kind of channel \\\"hologram\\\"");

        saved(made, "Torn", SLACK);
        made.savedChannels().remove("Later");
        assertThat(receivers(made, "severity=critical")).containsExactly("Torn", "Ops", "console");
        assertThat(list(made)).doesNotContain("problem");
    }

    @Test
    void testsAChannelBeforeItIsSaved() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer receiver =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
            String json =
                    "{\"name\":\"Hook\",\"kind\":\"webhook\",\"settings\":{\"url\":\"%s\"}}"
                            .formatted(url);
            Notifier made = open();
            assertThat(JsonBody.print(made.savedChannels().test(json.getBytes(UTF_8))))
                    .contains("\"ok\":true");
            assertThat(bodies).hasSize(2).anyMatch(body -> body.contains("MuninnTest"));
            assertThat(list(made)).contains("\"channels\":[]");
        } finally {
            receiver.stop(0);
        }
    }
}
