package dev.muninn.store;

import dev.muninn.model.MuninnException;
import dev.muninn.store.block.Blocks;
import dev.muninn.store.disk.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A copy of a store's files that can be verified and restored; made by {@link Store#backup}.
 *
 * <p>A backup is a data directory with one file more, {@code manifest}: a line {@code checksum
 * length path} per file.
 */
public final class Backup {

    static final String MANIFEST = "manifest";

    private Backup() {}

    /** Writes the manifest of the files, whose bytes it makes durable first. */
    static void seal(Path backup, List<String> files) throws IOException {
        StringBuilder manifest = new StringBuilder();
        for (String file : files) {
            manifest.append(line(backup, file)).append('\n');
        }
        Path unfinished = backup.resolve(MANIFEST + ".tmp");
        Files.writeString(unfinished, manifest, StandardCharsets.UTF_8);
        force(unfinished);
        Files.move(
                unfinished,
                backup.resolve(MANIFEST),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        force(backup);
    }

    private static void force(Path path) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String line(Path backup, String file) throws IOException {
        CRC32C crc = new CRC32C();
        long length = 0;
        try (var in = Files.newInputStream(backup.resolve(file))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                length += read;
            }
        }
        return String.format(java.util.Locale.ROOT, "%08x %d %s", crc.getValue(), length, file);
    }

    /** Reads every byte of a backup; what is wrong with it, or an empty list. */
    public static List<String> verify(Path backup) {
        List<String> wrong = new ArrayList<>();
        try {
            Path manifest = backup.resolve(MANIFEST);
            if (!Files.exists(manifest)) {
                return List.of(backup + " has no manifest: it is no backup or not finished");
            }
            for (String expected : Files.readAllLines(manifest)) {
                String[] parts = expected.split(" ", 3);
                if (parts.length < 3) {
                    wrong.add("the manifest has a line that is none: " + expected);
                } else if (!Files.exists(backup.resolve(parts[2]))) {
                    wrong.add(parts[2] + " is missing");
                } else if (!line(backup, parts[2]).equals(expected)) {
                    wrong.add(parts[2] + " is not what was backed up");
                }
            }
            if (wrong.isEmpty()) {
                wrong.addAll(Blocks.verify(LocalDisk.of(backup)));
            }
        } catch (IOException e) {
            wrong.add("reading " + backup + " failed: " + e.getMessage());
        }
        return wrong;
    }

    /**
     * Makes a data directory of a verified backup.
     *
     * @throws MuninnException of kind BAD_INPUT if the directory has anything in it, of kind
     *     CORRUPT if the backup is not whole
     */
    public static void restore(Path backup, Path directory) {
        List<String> wrong = verify(backup);
        if (!wrong.isEmpty()) {
            throw new MuninnException(
                    MuninnException.Kind.CORRUPT,
                    "backup " + backup + " cannot be restored: " + String.join("; ", wrong));
        }
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                if (entries.iterator().hasNext()) {
                    throw MuninnException.badInput(
                            directory + " is not empty: restore into an empty directory");
                }
            }
            copy(backup, directory);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "restoring to " + directory + " failed: " + e.getMessage(),
                    e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.sorted().toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (!file.equals(from.resolve(MANIFEST))) {
                Files.copy(file, target);
                force(target);
            }
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                force(to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
