package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./muninn} in a made-up checkout whose Maven only counts its builds. */
class CheckoutLauncherTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final String BUILDS =
            """
            echo "build $*" >>builds
            mkdir -p server/target/muninn-1.2.3/bin
            cat >server/target/muninn-1.2.3/bin/muninn <<'END'
            #!/bin/sh
            echo "pid $$ arguments $*"
            END
            chmod +x server/target/muninn-1.2.3/bin/muninn
            """;

    @TempDir private Path folder;

    private Path checkout = Path.of("");

    private FakeTools tools = new FakeTools(Path.of(""));

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = Files.createDirectory(folder.resolve("a checkout"));
        tools = new FakeTools(folder);
        Files.createDirectory(checkout.resolve("tools"));
        for (String file : List.of("muninn", "LICENSE", "tools/toolchain.sh", "tools/sources.sh")) {
            Files.copy(
                    REPOSITORY.resolve(file),
                    checkout.resolve(file),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(
                checkout.resolve("pom.xml"),
                """
                <artifactId>muninn-parent</artifactId>
                <version>1.2.3</version>
                  <module>model</module>
                  <module>web</module>
                  <module>testkit</module>
                """);
        for (String folder : List.of(".mvn", "docs/runbooks", "model", "web", "testkit")) {
            Files.createDirectories(checkout.resolve(folder));
            Files.writeString(checkout.resolve(folder).resolve("source"), "of " + folder);
        }
        FakeTools.executable(checkout.resolve("mvnw"), BUILDS);
        FakeTools.executable(folder.resolve("path/node"), "echo v20.19.0");
        FakeTools.executable(folder.resolve("path/npm"), "exit 0");
    }

    private FakeTools.Outcome run(String... arguments) throws IOException, InterruptedException {
        Path java = tools.javaHome("jdk", "25.0.1", true);
        List<String> command = new ArrayList<>(List.of(checkout.resolve("muninn").toString()));
        command.addAll(List.of(arguments));
        return tools.run(Map.of("JAVA_HOME", java.toString()), command);
    }

    private long builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds")).size();
    }

    @Test
    void buildsOnceThenBecomesTheServer() throws Exception {
        FakeTools.Outcome first = run("serve", "--data", "some where");
        assertThat(first.exitCode()).isZero();
        assertThat(first.output())
                .contains("muninn: first start, building")
                .endsWith("pid " + first.pid() + " arguments serve --data some where");
        FakeTools.Outcome second = run();
        assertThat(second.output()).isEqualTo("pid " + second.pid() + " arguments");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void whatItCompilesDoesNotPassForChecked() throws Exception {
        String status = "target/maven-status/maven-compiler-plugin/compile/";
        Path checked = checkout.resolve("model").resolve(status + "default-compile");
        Path unchecked = checkout.resolve("model").resolve(status + "unchecked-compile");
        Files.createDirectories(checked);
        Files.createDirectories(unchecked);
        run();
        assertThat(checkout.resolve("builds")).content().contains("-P product", "package");
        assertThat(checked).doesNotExist();
        assertThat(unchecked).exists();
    }

    @Test
    void buildsAgainWhenASourceChangesComesOrGoes() throws Exception {
        run();
        Files.writeString(checkout.resolve("web/source"), "changed");
        assertThat(run().output()).contains("sources have changed, building");
        Files.writeString(checkout.resolve("web/new"), "new");
        run();
        Files.delete(checkout.resolve("web/new"));
        run();
        assertThat(builds()).isEqualTo(4);
        run();
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void doesNotBuildForWhatTheServerIsNotMadeOf() throws Exception {
        run();
        for (String file :
                List.of(
                        "web/src/test/T",
                        "web/target/c",
                        "web/node_modules/m",
                        "testkit/t",
                        "docs/d")) {
            Path path = checkout.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "x");
        }
        run();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void showsTheErrorsOfAFailedBuild() throws Exception {
        FakeTools.executable(
                checkout.resolve("mvnw"),
                "echo tsc: wrong type; echo '[INFO] Reactor Summary:'; echo '[INFO] chatter';"
                        + " echo '[ERROR] no such symbol'; exit 1");
        FakeTools.Outcome outcome = run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("tsc: wrong type", "[ERROR] no such symbol")
                .contains("the build failed")
                .contains("server/target/build.log")
                .doesNotContain("chatter");
    }

    @Test
    void namesAMissingNode() throws Exception {
        FakeTools.executable(folder.resolve("path/node"), "echo v18.1.0");
        FakeTools.Outcome outcome = run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).hasLineCount(1).contains("Node 20.19", "18.1.0", "apt-get");
    }

    @Test
    void sumsUpTheTests() throws Exception {
        FakeTools.executable(
                checkout.resolve("mvnw"),
                """
                echo "mvnw $*"
                mkdir -p web/target/surefire-reports
                printf '%s\\n' '<testsuite name="A" time="1" tests="7" errors="0" skipped="1" failures="0">' \
                    '<skipped message="skipped: no chromium"/>' >web/target/surefire-reports/TEST-A.xml
                mkdir -p systemtest/target/failsafe-reports
                echo '<testsuite name="B" tests="3" errors="1" skipped="0" failures="2">' \
                    >systemtest/target/failsafe-reports/TEST-B.xml
                exit 1
                """);
        FakeTools.executable(folder.resolve("path/chromium"), "exit 0");
        FakeTools.Outcome outcome = run("test");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("mvnw -B -T 2 verify -Psystem")
                .contains("skipped: no chromium")
                .contains("test: FAILED: 10 tests, 2 failed, 1 in error, 1 skipped");
    }
}
