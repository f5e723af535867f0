package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell examples with {@code curl} in the documentation work as they are written. */
class DocumentationIT {

    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private static final String DOCUMENTED_ADDRESS = "http://127.0.0.1:7171";

    @TempDir private Path data;

    @Test
    void examplesRunAsWritten() throws Exception {
        Assumptions.assumeTrue(run("curl --version").isEmpty(), "skipped: no curl");
        int examples = 0;
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            MuninnClient client = muninn.client();
            Await.until(
                    "first figures of this machine",
                    Duration.ofSeconds(20),
                    () -> !client.queryNow("node_load1").path("result").isEmpty());
            for (Path page : pages()) {
                Matcher block = SHELL_BLOCK.matcher(Files.readString(page));
                while (block.find()) {
                    if (block.group(1).contains("curl ")) {
                        String script =
                                block.group(1).replace(DOCUMENTED_ADDRESS, muninn.address());
                        assertThat(run(script)).as("%s:%n%s", page.getFileName(), script).isEmpty();
                        examples++;
                    }
                }
            }
        }
        System.out.printf("DocumentationIT: %d examples ran%n", examples);
        assertThat(examples).isPositive();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        pages.add(Repository.root().resolve("README.md"));
        try (Stream<Path> docs = Files.walk(Repository.root().resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Runs a script in which a failing command, an HTTP error included, ends it; empty if fine. */
    private static String run(String script) throws IOException, InterruptedException {
        String strict = "set -e\ncurl() { command curl --fail-with-body \"$@\"; }\n" + script;
        Process process =
                new ProcessBuilder("bash", "-c", strict).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "did not end: " + output;
        }
        return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ": " + output;
    }
}
