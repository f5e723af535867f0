package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in the distribution's Chromium, by the Playwright scripts in {@code ui/e2e}. */
class BrowserIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir private Path data;

    @BeforeEach
    void requireBrowser() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "skipped: no chromium (apt-get install chromium)");
    }

    @Test
    void pagesWorkAgainstThePackagedServer() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            Process browser =
                    playwright(
                            Map.of("MUNINN_URL", muninn.address()),
                            "--grep-invert",
                            "@restart|@incident");
            assertThat(awaitEnd(browser)).isZero();
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
                        "--grep",
                        "@restart");
        Await.until("the page to be live", Duration.ofSeconds(60), () -> Files.exists(ready));
        first.kill();
        try (MuninnProcess second = MuninnProcess.start(store, "--listen", listen)) {
            assertThat(awaitEnd(browser)).isZero();
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
                            "--grep",
                            "@incident");
            assertThat(awaitEnd(browser)).isZero();
        }
    }

    /** Starts the scripts whose names match, or do not match, a pattern. */
    private Process playwright(Map<String, String> environment, String choice, String pattern)
            throws IOException {
        Path ui = Repository.root().resolve("ui");
        ProcessBuilder builder =
                new ProcessBuilder(
                                ui.resolve("node_modules/.bin/playwright").toString(),
                                "test",
                                choice,
                                pattern)
                        .directory(ui.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("playwright.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CI", "true");
        return builder.start();
    }

    private int awaitEnd(Process browser) throws IOException, InterruptedException {
        boolean ended = browser.waitFor(Duration.ofMinutes(15).toSeconds(), TimeUnit.SECONDS);
        System.out.println(Files.readString(data.resolve("playwright.log")));
        browser.destroyForcibly();
        return ended ? browser.exitValue() : -1;
    }
}
