package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in the distribution's Chromium, by the Playwright scripts in {@code ui/e2e}. */
@Execution(ExecutionMode.CONCURRENT)
class BrowserIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Characters of the scripts' output that go into a failure. */
    private static final int SHOWN_LENGTH = 4_000;

    @TempDir private Path data;

    @BeforeEach
    void requireBrowser() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "skipped: no chromium (apt-get install chromium)");
    }

    /** Each part of the scripts has a server of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"1/2", "2/2"})
    void pagesWorkAgainstThePackagedServer(String part) throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(data.resolve("store"))) {
            Process browser =
                    playwright(
                            Map.of("MUNINN_URL", muninn.address()),
                            "--shard=" + part,
                            "--grep-invert=@restart|@incident");
            assertPasses(browser);
        }
    }

    @Test
    void pageGoesOnAfterTheServerWasKilled() throws Exception {
        String listen = "127.0.0.1:" + Peers.freePort();
        Path ready = data.resolve("page-is-ready");
        Path store = data.resolve("store");
        MuninnProcess first = MuninnProcess.start(store, "--listen", listen);
        Process browser =
                playwright(
                        Map.of("MUNINN_URL", first.address(), "MUNINN_READY", ready.toString()),
                        "--grep=@restart");
        Await.until("the page to be live", Duration.ofSeconds(60), () -> Files.exists(ready));
        first.kill();
        try (MuninnProcess second = MuninnProcess.start(store, "--listen", listen)) {
            assertPasses(browser);
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void anIncidentGoesFromABadQueryToItsEnd() throws Exception {
        Path rules = Files.writeString(data.resolve("rules.yml"), "groups: []\n");
        Path routes =
                Files.writeString(
                        data.resolve("alertmanager.yml"),
                        """
                        route: {receiver: log, group_by: [alertname], group_wait: 0s, group_interval: 1s}
                        receivers: [{name: log, console_configs: [{}]}]
                        """);
        try (MuninnProcess muninn =
                MuninnProcess.start(
                        data.resolve("store"),
                        "--set",
                        "rules.files=" + rules,
                        "--set",
                        "alerting.config=" + routes)) {
            Process browser =
                    playwright(
                            Map.of(
                                    "MUNINN_URL",
                                    muninn.address(),
                                    "MUNINN_RULES",
                                    rules.toString()),
                            "--grep=@incident");
            assertPasses(browser);
        }
    }

    /** Starts the scripts that the options choose. */
    private Process playwright(Map<String, String> environment, String... choice)
            throws IOException {
        Path ui = Repository.root().resolve("ui");
        List<String> command = new ArrayList<>();
        command.add(ui.resolve("node_modules/.bin/playwright").toString());
        command.add("test");
        // Runs at the same time would take away each other's traces.
        command.add("--output=test-results/" + data.getFileName());
        command.addAll(List.of(choice));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(ui.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("playwright.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CI", "true");
        return builder.start();
    }

    /**
     * Waits for the end of the scripts, and fails with what the first of those that failed said.
     */
    private void assertPasses(Process browser) throws IOException, InterruptedException {
        boolean ended = browser.waitFor(Duration.ofMinutes(15).toSeconds(), TimeUnit.SECONDS);
        browser.destroyForcibly();
        String said = Files.readString(data.resolve("playwright.log"));
        System.out.println(said);
        assertThat(ended).as("the scripts end within 15 minutes").isTrue();
        assertThat(browser.exitValue()).as(failuresOf(said)).isZero();
    }

    private static String failuresOf(String said) {
        int first = Math.max(said.indexOf("\n  1) "), 0);
        return said.substring(first, Math.min(first + SHOWN_LENGTH, said.length()));
    }
}
