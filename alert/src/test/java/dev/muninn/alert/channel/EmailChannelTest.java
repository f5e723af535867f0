package dev.muninn.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailChannelTest {

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);
    private ServerSocket server;
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private volatile String answerToRecipient = "250 ok";

    EmailChannelTest() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @BeforeEach
    void serve() {
        serve(server);
    }

    /** In the place of the one in the clear. */
    private void serveOverTls(String certificate) throws Exception {
        server.close();
        server =
                TestCertificates.serving(certificate)
                        .getServerSocketFactory()
                        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        serve(server);
    }

    private void serve(ServerSocket server) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Socket client = server.accept()) {
                                talk(client);
                            } catch (IOException e) {
                                // The test is over.
                            }
                        });
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 fake");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("DATA")) {
                say(out, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (line = in.readLine(); !line.equals("."); line = in.readLine()) {
                    mail.append(line).append('\n');
                }
                mails.add(mail.toString());
                say(out, "250 taken");
            } else if (line.startsWith("RCPT")) {
                say(out, answerToRecipient);
            } else if (line.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Outcome tell(boolean needsTls) {
        return tell("require_tls: " + needsTls);
    }

    private Outcome tellOverTls(String serverName) throws Exception {
        return tell(
                "force_implicit_tls: true, tls_config: {ca_file: '%s', server_name: %s}"
                        .formatted(TestCertificates.trusted().get("ca_file"), serverName));
    }

    private Outcome tell(String settings) {
        return channels().open(config(settings)).tell(message(), Map.of());
    }

    /** Tells where the name of the server led to another address when it was looked at. */
    private Outcome tellRebound(String settings, String deniedNetwork) {
        ChannelTexts texts =
                new ChannelTexts(config(settings).settings(), MessageTemplates.of(Map.of(), clock));
        DeniedNetworks denied = DeniedNetworks.of(List.of(deniedNetwork));
        return new EmailChannel(texts, denied, host -> InetAddress.ofLiteral("192.0.2.1"), clock)
                .tell(message(), Map.of());
    }

    private ChannelConfig config(String settings) {
        String text =
                """
                route: {receiver: r}
                receivers:
                  - name: r
                    email_configs:
                      - {to: 'a@example.org, b@example.org', from: 'Muninn <m@example.org>',
                         smarthost: '127.0.0.1:%d', %s}
                """
                        .formatted(server.getLocalPort(), settings);
        return RoutingFile.read("x.yml", text, MatcherSyntax.FALLBACK)
                .receivers()
                .getFirst()
                .channels()
                .getFirst();
    }

    private static Message message() {
        return new Message(
                "r",
                "{}:{}",
                Labels.of("alertname", "Überlast"),
                Map.of(),
                List.of(
                        new MessageAlert(
                                Labels.of("alertname", "Überlast"),
                                Map.of("summary", "<b>5 %</b>"),
                                1_772_360_430_000L,
                                0,
                                "http://x/")),
                "http://muninn.example.org",
                "first notification",
                "delivery-1",
                false);
    }

    private Channels channels() {
        return new Channels(
                MessageTemplates.of(Map.of(), clock),
                clock,
                line -> {},
                ignored -> request -> Answer.unreachable("not used"));
    }

    @Test
    void sendsTextAndHtmlInTheThreadOfTheGroup() throws Exception {
        assertThat(tell(false)).isInstanceOf(Outcome.Told.class);
        String mail = mails.poll(60, TimeUnit.SECONDS);
        assertThat(mail)
                .contains(
                        "To: a@example.org, b@example.org",
                        "Message-ID: <delivery-1@example.org>",
                        "References: <alert-",
                        "Auto-Submitted: auto-generated",
                        "Date: Sun, 1 Mar 2026 10:20:30 GMT",
                        "multipart/alternative",
                        "text/plain",
                        "text/html",
                        "&lt;b&gt;5 %&lt;/b&gt;")
                .containsPattern("Subject: =\\?UTF-8\\?[QB]\\?");
    }

    @Test
    void asksForEncryptionUnlessToldNotTo() {
        assertThat(tell(true))
                .isInstanceOfSatisfying(
                        Outcome.TryAgain.class,
                        again -> assertThat(again.detail()).contains("STARTTLS"));
    }

    @Test
    void expectsTheNameThatIsNamedInTheCertificate() throws Exception {
        serveOverTls("elsewhere");
        assertThat(tellOverTls("elsewhere.example")).isInstanceOf(Outcome.Told.class);
        assertThat(mails.poll(60, TimeUnit.SECONDS)).contains("To: a@example.org");
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws Exception {
        serveOverTls("good");
        assertThat(tellOverTls("elsewhere.example")).isInstanceOf(Outcome.TryAgain.class);
        assertThat(mails).isEmpty();
    }

    @Test
    void goesOnLaterWhereTheServerSaysSo() {
        answerToRecipient = "451 busy";
        assertThat(tell(false)).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void sendsNothingWhereTheNameLeadsToADeniedAddressByThen() throws Exception {
        assertRefused(tellRebound("require_tls: false", "127.0.0.0/8"));
        String tls =
                "force_implicit_tls: true, tls_config: {ca_file: '%s'}"
                        .formatted(TestCertificates.trusted().get("ca_file"));
        serveOverTls("good");
        assertRefused(tellRebound(tls, "127.0.0.0/8"));
        assertThat(mails).isEmpty();
        serveOverTls("good");
        assertThat(tellRebound(tls, "10.0.0.0/8")).isInstanceOf(Outcome.Told.class);
    }

    @Test
    void refusesAServerAtADeniedAddress() {
        assertRefused(tellRebound("require_tls: false", "192.0.2.0/24"));
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.detail())
                                        .contains("which alerting.denied-networks forbids"));
    }
}
