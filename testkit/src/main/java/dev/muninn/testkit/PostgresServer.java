package dev.muninn.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server on a free port of this machine, one for all tests of a JVM. It trusts
 * everybody and forgets everything with the JVM.
 */
public final class PostgresServer {

    /** The superuser, who needs no password. */
    public static final String USER = "postgres";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private static @Nullable PostgresServer shared;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private int databases;

    private PostgresServer(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** The running server; skips the test where PostgreSQL is not installed. */
    public static synchronized PostgresServer shared() {
        PostgresServer server = shared;
        if (server == null) {
            Path binaries = newestBinaries();
            Assumptions.assumeTrue(
                    binaries != null, "PostgreSQL is not installed: apt-get install postgresql");
            server = start(binaries == null ? VERSIONS : binaries);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            shared = server;
        }
        return server;
    }

    private static @Nullable Path newestBinaries() {
        if (!Files.isDirectory(VERSIONS)) {
            return null;
        }
        try (var versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElse(null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path binaries) {
        try {
            Path folder =
                    Files.createTempDirectory(
                            "muninn-postgres",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwxrwxrwx")));
            // The attribute is subject to the mask of the process.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            PostgresServer server = new PostgresServer(binaries, folder, freePort());
            server.run("initdb", "-D", server.cluster(), "-U", USER, "-A", "trust", "--no-sync");
            server.run(
                    "pg_ctl",
                    "-D",
                    server.cluster(),
                    "-l",
                    folder.resolve("log").toString(),
                    "-w",
                    "-t",
                    "120",
                    "-o",
                    "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off"
                            .formatted(server.port, folder),
                    "start");
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    /** Makes a database of its own for one test: {@code postgresql://127.0.0.1:PORT/NAME}. */
    public synchronized String createDatabase() {
        String name = "test" + ++databases;
        run("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, name);
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    private void stop() {
        run("pg_ctl", "-D", cluster(), "-m", "immediate", "stop");
        run("rm", "-rf", cluster(), folder.resolve("log").toString());
        try {
            Files.deleteIfExists(folder.resolve("run"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A folder in the machine's temporary one stays behind; nothing depends on it.
            System.getLogger(PostgresServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "not cleared away", e);
        }
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        // The server refuses to run as root: then as the user whom its package has made.
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        Path binary = binaries.resolve(program);
        command.add(Files.exists(binary) ? binary.toString() : program);
        command.addAll(List.of(arguments));
        Path output = folder.resolve("run");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(150, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
