package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in the distribution's Chromium, by the Playwright scripts in {@code ui/e2e}. */
class BrowserIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir private Path data;

    @Test
    void pagesWorkAgainstThePackagedServer() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "skipped: no chromium (apt-get install chromium)");
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            assertThat(playwright(muninn.address(), "--grep-invert", "@restart")).isZero();
        }
    }

    private static int playwright(String address, String... arguments)
            throws IOException, InterruptedException {
        Path ui = Repository.root().resolve("ui");
        var command = new java.util.ArrayList<String>();
        command.add(ui.resolve("node_modules/.bin/playwright").toString());
        command.add("test");
        command.addAll(java.util.List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(ui.toFile());
        builder.environment().put("MUNINN_URL", address);
        builder.environment().put("CI", "true");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertThat(process.waitFor(Duration.ofMinutes(8).toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
