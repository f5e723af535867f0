package dev.muninn.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long this process has been there, from its very start in the launcher script. */
final class ProcessAge {

    /** The unit of times in {@code /proc/PID/stat}: the same on every Linux as seen by programs. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields after the command, of which the start time is the twentieth (proc(5): field 22). */
    private static final int START_FIELD = 19;

    private ProcessAge() {}

    /** Known on Linux only: the platform's own start instant is a second off at times. */
    static Optional<Duration> read() {
        try {
            return of(
                    Files.readString(Path.of("/proc/self/stat")),
                    Files.readString(Path.of("/proc/uptime")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> of(String stat, String uptime) {
        // The command stands in parentheses and may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        double started = Long.parseLong(fields[START_FIELD]) / TICKS_PER_SECOND;
        double now = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        // In some containers the two count from different moments.
        return now < started
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round((now - started) * 1000)));
    }
}
