package dev.muninn.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long the server has been starting, from the very start of the launcher script. */
final class ProcessAge {

    /** The unit of times in {@code /proc/PID/stat}: the same on every Linux as seen by programs. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields after the command, of which the start time is the twentieth (proc(5): field 22). */
    private static final int START_FIELD = 19;

    private ProcessAge() {}

    /** The launcher needs less to become the server, unless it had to build it first. */
    private static final Duration LAUNCH = Duration.ofSeconds(2);

    /** Known on Linux only: the platform's own start instant is a second off at times. */
    static Optional<Duration> read() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            return sinceLaunch(
                    of(Files.readString(Path.of("/proc/self/stat")), uptime),
                    of(Files.readString(Path.of("/proc/thread-self/stat")), uptime));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The age of the process, or that of its main thread if a build went before. */
    static Optional<Duration> sinceLaunch(Optional<Duration> process, Optional<Duration> main) {
        return process.flatMap(
                age -> main.filter(of -> age.minus(of).compareTo(LAUNCH) > 0).or(() -> process));
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
