package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launchers find a Java, with made-up homes. */
class JavaSearchTest {

    private static final Path TOOLCHAIN = Path.of("../tools/toolchain.sh").toAbsolutePath();

    @TempDir private Path folder;

    private FakeTools tools = new FakeTools(Path.of(""));

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void reachTheFolderOnly() {
        tools = new FakeTools(folder);
    }

    private String find(String what) throws IOException, InterruptedException {
        return tools.run(
                        environment,
                        List.of(
                                "/bin/sh",
                                "-euc",
                                ". \"$0\"; find_java_home " + what,
                                TOOLCHAIN.toString()))
                .output();
    }

    @Test
    void takesJavaHomeIfItIsNewEnough() throws Exception {
        Path home = tools.javaHome("jdk with space", "25.0.3", true);
        environment.put("JAVA_HOME", home.toString());
        assertThat(find("jdk")).isEqualTo(home.toString());
    }

    @Test
    void passesOverAnOldJavaHome() throws Exception {
        environment.put("JAVA_HOME", tools.javaHome("old", "17.0.15", true).toString());
        environment.put("MUNINN_JAVA_HOME", tools.javaHome("older", "1.8.0_402", true).toString());
        assertThat(find("jdk")).doesNotContain(folder.toString());
        Path right = tools.javaHome("right", "25", true);
        environment.put("MUNINN_JAVA_HOME", right.toString());
        assertThat(find("jdk")).isEqualTo(right.toString());
    }

    @Test
    void aRuntimeIsEnoughToRunButNotToBuild() throws Exception {
        Path runtime = tools.javaHome("jre", "26-ea", false);
        environment.put("MUNINN_JAVA_HOME", runtime.toString());
        assertThat(find("run")).isEqualTo(runtime.toString());
        assertThat(find("jdk")).isNotEqualTo(runtime.toString());
    }

    @Test
    void asksTheJavaItselfWhereNothingIsWrittenDown() throws Exception {
        Path home = tools.javaHome("unlabelled", "25", true);
        Files.delete(home.resolve("release"));
        FakeTools.executable(
                home.resolve("bin/java"), "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");
        environment.put("MUNINN_JAVA_HOME", home.toString());
        assertThat(find("jdk")).isEqualTo(home.toString());
    }

    @Test
    void followsTheLinkOnThePath() throws Exception {
        Path home = tools.javaHome("linked", "25.0.3", true);
        Path path = Files.createDirectory(folder.resolve("path"));
        Files.createSymbolicLink(path.resolve("java"), home.resolve("bin/java"));
        assertThat(find("jdk")).isEqualTo(home.toRealPath().toString());
    }

    @Test
    void readsMavensToolchains() throws Exception {
        Path home = tools.javaHome("tool chain", "99", true);
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/toolchains.xml"),
                "<toolchains>\n  <jdkHome>" + home + "</jdkHome>\n</toolchains>\n");
        // A Java in a folder of the system comes first where the machine has one.
        assertThat(find("jdk")).matches("/(usr|opt|Library)/.*|" + home);
    }
}
