package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the shell part of the launchers finds a Java, with made-up homes. */
class LauncherTest {

    private static final Path TOOLCHAIN = Path.of("../tools/toolchain.sh").toAbsolutePath();

    @TempDir private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    /** A folder that looks like a Java of the version. */
    private Path javaHome(String name, String version, boolean isJdk) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "exit 9");
        if (isJdk) {
            executable(home.resolve("bin/javac"), "exit 9");
        }
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the shell function prints with only the made-up homes in reach. */
    private String find(String what) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "/bin/sh",
                        "-euc",
                        ". \"$0\"; find_java_home " + what,
                        TOOLCHAIN.toString());
        builder.environment().keySet().retainAll(java.util.Set.of());
        builder.environment().put("PATH", folder.resolve("path") + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    @Test
    void takesJavaHomeIfItIsNewEnough() throws Exception {
        Path home = javaHome("jdk with space", "25.0.3", true);
        environment.put("JAVA_HOME", home.toString());
        assertThat(find("jdk")).isEqualTo(home.toString());
    }

    @Test
    void passesOverAnOldJavaHome() throws Exception {
        environment.put("JAVA_HOME", javaHome("old", "17.0.15", true).toString());
        Path right = javaHome(".jdks/temurin 25", "25", true);
        environment.put("MUNINN_JAVA_HOME", javaHome("older", "1.8.0_402", true).toString());
        assertThat(find("jdk")).isNotEmpty().doesNotContain("old");
        environment.put("MUNINN_JAVA_HOME", right.toString());
        assertThat(find("jdk")).isEqualTo(right.toString());
    }

    @Test
    void aRuntimeIsEnoughToRunButNotToBuild() throws Exception {
        Path runtime = javaHome("jre", "26-ea", false);
        environment.put("MUNINN_JAVA_HOME", runtime.toString());
        assertThat(find("run")).isEqualTo(runtime.toString());
        assertThat(find("jdk")).isNotEqualTo(runtime.toString());
    }

    @Test
    void asksTheJavaItselfWhereNothingIsWrittenDown() throws Exception {
        Path home = javaHome("unlabelled", "25", true);
        Files.delete(home.resolve("release"));
        executable(home.resolve("bin/java"), "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");
        environment.put("MUNINN_JAVA_HOME", home.toString());
        assertThat(find("jdk")).isEqualTo(home.toString());
    }

    @Test
    void followsTheLinkOnThePath() throws Exception {
        Path home = javaHome("linked", "25.0.3", true);
        Path path = Files.createDirectory(folder.resolve("path"));
        Files.createSymbolicLink(path.resolve("java"), home.resolve("bin/java"));
        assertThat(find("jdk")).isEqualTo(home.toRealPath().toString());
    }

    @Test
    void readsMavensToolchains() throws Exception {
        Path home = javaHome("tool chain", "99", true);
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/toolchains.xml"),
                "<toolchains>\n  <jdkHome>" + home + "</jdkHome>\n</toolchains>\n");
        // Only where no other Java of the machine comes first.
        String found = find("jdk");
        assertThat(Path.of(found).resolve("bin/javac")).isExecutable();
        if (!found.startsWith("/usr") && !found.startsWith("/opt")) {
            assertThat(found).isEqualTo(home.toString());
        }
    }
}
