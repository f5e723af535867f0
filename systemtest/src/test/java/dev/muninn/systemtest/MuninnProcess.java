package dev.muninn.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A packaged Muninn server, started as a process on a free loopback port. */
public final class MuninnProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready at (http://127\\.0\\.0\\.1:\\d+)");

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private String address = "";

    private MuninnProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The launcher of the unpacked distribution. */
    public static Path launcher() {
        String configured = System.getProperty("muninn.dist", "");
        if (!configured.isEmpty()) {
            return Path.of(configured, "bin", "muninn");
        }
        Path target = Repository.root().resolve("server/target");
        try (Stream<Path> folders = Files.list(target)) {
            return folders.map(folder -> folder.resolve("bin/muninn"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no distribution in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on the data directory and waits until it is ready. */
    public static MuninnProcess start(Path data, String... arguments) {
        return startWith(Map.of(), data, arguments);
    }

    /** As above, with variables of the environment. */
    public static MuninnProcess startWith(
            Map<String, String> environment, Path data, String... arguments) {
        MuninnProcess muninn = launchWith(environment, data, arguments);
        try {
            muninn.address = Await.value("ready line", START, () -> muninn.readyAddress());
        } catch (AssertionError e) {
            muninn.kill();
            throw new AssertionError(e.getMessage() + " in\n" + muninn.output(), e);
        }
        return muninn;
    }

    /** Null as long as it is not ready. */
    private @Nullable String readyAddress() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "server ended with exit code " + process.exitValue() + ":\n" + output());
        }
        Matcher ready = READY.matcher(output());
        return ready.find() ? ready.group(1) : null;
    }

    /** Starts a server without waiting; for starts that are expected to fail. */
    public static MuninnProcess launch(Path data, String... arguments) {
        return launchWith(Map.of(), data, arguments);
    }

    private static MuninnProcess launchWith(
            Map<String, String> environment, Path data, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(launcher().toString());
        command.addAll(List.of("serve", "--data", data.toString()));
        if (Arrays.stream(arguments).noneMatch("--listen"::equals)) {
            command.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile("muninn-", ".log");
            log.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            // Variables with this prefix are settings; those of the test are not the server's.
            builder.environment().keySet().removeIf(name -> name.startsWith("MUNINN_"));
            builder.environment().putAll(environment);
            return new MuninnProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public String address() {
        return address;
    }

    public MuninnClient client() {
        return new MuninnClient(address);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that the server has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(60));
    }

    /** Lets the process stand still, as an overloaded or suspended machine does. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets a process go on that stands still. */
    public void resume() {
        signal("-CONT");
    }

    /** As {@link #resume}, at the end of a test that may have ended it. */
    void resumeIfAlive() {
        if (isAlive()) {
            resume();
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", name, Long.toString(pid())).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end of the process and returns its exit code. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "server still runs after " + atMost + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process as SIGTERM does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
