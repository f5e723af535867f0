package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Real servers of others to test with: binaries from the folder in the environment variable {@code
 * MUNINN_PEERS}, or from the path.
 */
public final class Peers {

    /** A running peer; ended by {@link #close}. */
    public record Peer(Process process, int port) implements AutoCloseable {

        public String address() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private Peers() {}

    /** The binary, or a skipped test with the reason. */
    public static Path binary(String name) {
        String folder = System.getenv().getOrDefault("MUNINN_PEERS", "");
        for (String place :
                (folder + ":" + folder + "/usr/bin:/usr/bin:/usr/local/bin").split(":")) {
            Path file = Path.of(place.isEmpty() ? "." : place, name);
            if (!place.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        Assumptions.abort(
                "skipped: no " + name + " on this machine (set MUNINN_PEERS to its folder)");
        throw new AssertionError("not reached");
    }

    /** Starts a peer and waits until its port answers {@code path}. */
    public static Peer start(Path folder, String path, int port, List<String> command)
            throws IOException {
        Path log = folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Peer peer = new Peer(process, port);
        MuninnClient client = new MuninnClient(peer.address());
        Await.until(
                command.getFirst() + " to answer, see " + log,
                Duration.ofSeconds(30),
                () -> {
                    try {
                        return client.get(path).statusCode() == 200;
                    } catch (java.io.UncheckedIOException e) {
                        return false;
                    }
                });
        return peer;
    }

    /**
     * Starts a Prometheus, or skips the test.
     *
     * @param config in which {@code $PORT} is the one it listens on
     */
    public static Peer prometheus(Path folder, String config, String... flags) throws IOException {
        Path binary = binary("prometheus");
        int port = freePort();
        Path file =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        config.replace("$PORT", Integer.toString(port)));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binary.toString(),
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(flags));
        return start(folder, "/-/ready", port, command);
    }

    /** Runs a command to its end; what it printed if it ended well. */
    public static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
        return output;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
