package dev.muninn.model;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What the machine is called that this process runs on. */
public final class MachineName {

    /** Where the system keeps it; to ask Java first would be to ask a name server, and to wait. */
    private static final List<Path> FILES =
            List.of(Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));

    private MachineName() {}

    /** Reads the name; {@code localhost} if it has none. */
    public static String read() {
        return read(FILES, MachineName::ofNetwork);
    }

    static String read(List<Path> files, Supplier<String> otherwise) {
        for (Path file : files) {
            String name = textOf(file);
            if (!name.isEmpty()) {
                return name;
            }
        }
        return otherwise.get();
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String ofNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
