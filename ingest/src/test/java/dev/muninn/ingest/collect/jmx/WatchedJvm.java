package dev.muninn.ingest.collect.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.collect.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second JVM, started as the documentation says. */
final class WatchedJvm implements AutoCloseable {

    private static final String DOCUMENTED_PORT = "9010";
    private static final Pattern FLAG = Pattern.compile("-D\\S+");

    private final Process process;
    private final int port;

    private WatchedJvm(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, with flags behind the documented ones; returns once it can be asked. */
    static WatchedJvm start(String... flags) throws IOException {
        int port = Servers.freePort();
        List<String> jvmFlags = documentedFlags(port);
        jvmFlags.addAll(List.of(flags));
        Process started = Jvms.start(WaitingJvm.class, jvmFlags);
        StringBuilder log = new StringBuilder();
        BufferedReader output = started.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals(WaitingJvm.READY)) {
            log.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("%s", log).isNotNull();
        return new WatchedJvm(started, port);
    }

    /** The flags of the first example of the page, with a port that is free here. */
    private static List<String> documentedFlags(int port) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/ingest/jvm.md"))) {
            root = Objects.requireNonNull(root.getParent(), "no docs/ingest/jvm.md");
        }
        String page = Files.readString(root.resolve("docs/ingest/jvm.md"));
        int start = page.indexOf("```sh");
        Matcher flag = FLAG.matcher(page.substring(start, page.indexOf("```", start + 5)));
        List<String> flags = new ArrayList<>();
        while (flag.find()) {
            flags.add(flag.group().replace(DOCUMENTED_PORT, Integer.toString(port)));
        }
        assertThat(flags).hasSizeGreaterThan(3);
        return flags;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
