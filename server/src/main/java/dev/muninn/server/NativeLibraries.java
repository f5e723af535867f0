package dev.muninn.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Where libraries unpack their native halves: in the data folder, one folder a run. In the system's
 * folder for temporary files each {@code kill -9} would leave them for good, and there may be none
 * that can be written to, or nothing may be run from it, as hardened containers have it.
 */
final class NativeLibraries {

    private static final List<String> PROPERTIES =
            List.of(
                    "org.sqlite.tmpdir",
                    "org.xerial.snappy.tempdir",
                    "ZstdTempFolder",
                    "jna.tmpdir");

    /**
     * Several times what all of them take: a start on a full disk must not fail because of them.
     */
    private static final long ROOM_BYTES = 32L << 20;

    private final Path all;
    private final Path folder;

    private NativeLibraries(Path all, Path folder) {
        this.all = all;
        this.folder = folder;
    }

    /**
     * Tells the libraries, before any of them is used. What the person named by {@code -D} holds;
     * so does the system's folder if the data folder is full or nothing can be run from it.
     */
    static Optional<NativeLibraries> unpackIn(Path data) {
        try {
            Path all = Files.createDirectories(data.resolve("native"));
            Path folder = Files.createTempDirectory(all, "run-");
            folder.toFile().deleteOnExit();
            if (!hasRoom(folder) || !allowsRunning(folder)) {
                delete(folder);
                return Optional.empty();
            }
            for (String property : PROPERTIES) {
                if (System.getProperty(property) == null) {
                    System.setProperty(property, folder.toAbsolutePath().toString());
                }
            }
            return Optional.of(new NativeLibraries(all, folder));
        } catch (IOException | UnsupportedOperationException e) {
            // A data folder that cannot be written to is the store's to tell; one without POSIX
            // permissions does not say what may be run from it.
            return Optional.empty();
        }
    }

    /** Deletes what earlier runs left; only who holds the data folder alone may ask for it. */
    void deleteThoseOfOtherRuns() {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(all)) {
            for (Path run : runs) {
                if (!run.equals(folder)) {
                    delete(run);
                }
            }
        } catch (IOException e) {
            // They take some room and do no harm; the next start tries again.
        }
    }

    private static boolean hasRoom(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() >= ROOM_BYTES;
    }

    /** By the permission to execute, which file systems mounted with {@code noexec} never grant. */
    private static boolean allowsRunning(Path folder) throws IOException {
        var all =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path probe = Files.createFile(folder.resolve("probe"), all);
        boolean allows = Files.isExecutable(probe);
        Files.delete(probe);
        return allows;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
