package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestChannelCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @TempDir private Path folder;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    received.add(new String(body, StandardCharsets.UTF_8));
                    boolean isRefused = exchange.getRequestURI().getPath().equals("/refuses");
                    exchange.sendResponseHeaders(isRefused ? 403 : 200, -1);
                    exchange.close();
                });
        receiver.start();
        String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
        Files.writeString(
                folder.resolve("alertmanager.yml"),
                """
                route: {receiver: good}
                receivers:
                  - {name: good, webhook_configs: [{url: '%s/'}]}
                  - {name: bad, webhook_configs: [{url: '%s/refuses'}]}
                """
                        .formatted(address, address));
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    private int run(String... names) {
        String[] arguments = new String[names.length + 2];
        arguments[0] = "test-channel";
        arguments[1] = folder.resolve("alertmanager.yml").toString();
        System.arraycopy(names, 0, arguments, 2, names.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void sendsThatSomethingFiresAndThatItEnded() {
        assertThat(run("good")).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("good/webhook[0] arrived after", "1 of 1 arrived");
        assertThat(received).hasSize(2);
        assertThat(received.getFirst()).contains("\"status\":\"firing\"", "This is a test");
        assertThat(received.getLast()).contains("\"status\":\"resolved\"");
    }

    @Test
    void saysInWordsWhatIsWrongAndShowsTheAnswer() {
        assertThat(run()).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("good/webhook[0] arrived")
                .contains("bad/webhook[0] did not arrive")
                .contains("The receiver refuses the key or the password")
                .contains("answer: HTTP 403")
                .contains("1 of 2 arrived");
    }

    @Test
    void sendsNothingWhereTheServerMayNotSend() {
        assertThat(run("--set", "alerting.denied-networks=127.0.0.0/8", "good"))
                .isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("which alerting.denied-networks forbids");
        assertThat(received).isEmpty();
    }

    @Test
    void aDryRunOnlyNamesTheChannels() {
        assertThat(run("--dry-run")).isEqualTo(Exit.OK);
        assertThat(out.toString().lines()).containsExactly("good/webhook[0]", "bad/webhook[0]");
        assertThat(received).isEmpty();
    }

    @Test
    void namesTheChannelsThereAreWhereOneIsNot() {
        assertThat(run("ugly")).isNotEqualTo(Exit.OK);
        assertThat(err.toString())
                .contains("no receiver or channel ugly")
                .contains("good/webhook[0], bad/webhook[0]");
    }
}
