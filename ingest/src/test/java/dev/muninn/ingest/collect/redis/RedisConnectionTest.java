package dev.muninn.ingest.collect.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.collect.TargetUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that answers what the test wants, right or wrong. */
class RedisConnectionTest {

    @Test
    void readsEveryKindOfReply() throws IOException {
        assertThat(replyTo("+OK\r\n")).isEqualTo(new Reply.Text("OK"));
        assertThat(replyTo("-ERR no\r\n")).isEqualTo(new Reply.Refusal("ERR no"));
        assertThat(replyTo(":-7\r\n")).isEqualTo(new Reply.Number(-7));
        assertThat(replyTo("$5\r\na\r\nbc\r\n")).isEqualTo(new Reply.Text("a\r\nbc"));
        assertThat(replyTo("$-1\r\n")).isEqualTo(new Reply.Nothing());
        assertThat(replyTo("*-1\r\n")).isEqualTo(new Reply.Nothing());
        assertThat(replyTo("*2\r\n:1\r\n*1\r\n+x\r\n"))
                .isEqualTo(
                        new Reply.Many(
                                List.of(
                                        new Reply.Number(1),
                                        new Reply.Many(List.of(new Reply.Text("x"))))));
    }

    @Test
    void refusesWhatIsNoReply() {
        assertThatThrownBy(() -> replyTo("HTTP/1.1 400 Bad Request\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("no Redis reply: it starts with byte 72");
        assertThatThrownBy(() -> replyTo("$abc\r\n")).hasMessageContaining("is no number");
        assertThatThrownBy(() -> replyTo("$99999999999\r\n")).hasMessageContaining("limit");
        assertThatThrownBy(() -> replyTo("*1\r\n".repeat(100))).hasMessageContaining("deep");
        assertThatThrownBy(() -> replyTo("$10\r\nabc")).hasMessageContaining("inside a reply");
        assertThatThrownBy(() -> replyTo("")).hasMessageContaining("closed");
    }

    private static Reply replyTo(String answer) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(
                    () -> {
                        try (Socket socket = listener.accept()) {
                            socket.getInputStream().read();
                            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                            socket.shutdownOutput();
                            // Until the client has gone, lest a reset loses the answer.
                            socket.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            TargetUrl target = TargetUrl.parse("redis://127.0.0.1:" + listener.getLocalPort());
            try (RedisConnection connection = RedisConnection.open(target)) {
                return connection.ask("PING");
            }
        }
    }
}
