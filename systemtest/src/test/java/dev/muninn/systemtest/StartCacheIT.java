package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged start cache is used with the jars it was made of, and only with these. */
class StartCacheIT {

    private static final String LINKED = "Using AOT-linked classes: true";

    @TempDir private Path home;

    /** The distribution again, its files by links. */
    @BeforeEach
    void linkDistribution() throws IOException {
        Path of = MuninnProcess.launcher().resolveSibling("..").toRealPath();
        for (String folder : List.of("bin", "lib")) {
            Files.createDirectories(home.resolve(folder));
            try (Stream<Path> files = Files.list(of.resolve(folder))) {
                for (Path file : files.toList()) {
                    link(file, home.resolve(folder).resolve(file.getFileName()));
                }
            }
        }
    }

    /** The launcher finds its folder by following links, so that it has to be there itself. */
    private static void link(Path file, Path at) throws IOException {
        if (at.getFileName().toString().equals("muninn")) {
            Files.copy(file, at);
        } else {
            Files.createSymbolicLink(at, file);
        }
    }

    @Test
    void isUsedWithItsJarsAlone() throws Exception {
        assumeThat(home.resolve("lib/muninn.aot")).exists();
        assertThat(version()).contains(LINKED).doesNotContain("left aside").contains("Muninn ");
        Files.write(home.resolve("lib/muninn-zz.jar"), new byte[10]);
        assertThat(version())
                .contains("the start cache is of other jars and left aside")
                .contains("bin/muninn warm-up")
                .contains("Muninn ")
                .doesNotContain(LINKED);
    }

    private String version() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/muninn").toString(), "version")
                        .redirectErrorStream(true);
        builder.environment().put("MUNINN_JAVA_OPTS", "-Xlog:aot");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
