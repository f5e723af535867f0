package dev.muninn.bench.store;

import com.sun.management.OperatingSystemMXBean;
import dev.muninn.model.Matcher;
import dev.muninn.store.Store;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Prints bytes per sample and CPU time per read of a stored day; the first argument is the number
 * of series, 10,000 if there is none.
 */
public final class EngineFigures {

    private static final int WARM_UP = 15;
    private static final int RUNS = 15;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final PrintStream out;

    private EngineFigures(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        int series = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        new EngineFigures(System.out).run(series);
    }

    private void run(int series) {
        long start = system.getProcessCpuTime();
        try (StoredDay day = StoredDay.create(series)) {
            line("samples written", (double) day.samples());
            line("CPU to write, flush and merge, ns/sample", cpuSince(start) / day.samples());
            line("bytes/sample in blocks", (double) day.bytes("blocks") / day.samples());
            line("bytes/sample in all", (double) day.bytes("") / day.samples());
            read(
                    day,
                    "one instance (200 series)",
                    Matcher.equal("instance", "host-0.example.org:9100"),
                    200);
            read(day, "all series", Matcher.equal("run", "bench"), series);
        }
    }

    private double cpuSince(long start) {
        return system.getProcessCpuTime() - start;
    }

    private void read(StoredDay day, String what, Matcher matcher, int series) {
        Store store = day.store();
        MinuteAverages averages = new MinuteAverages();
        double seen = 0;
        double best = Double.MAX_VALUE;
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            // Several reads at a time: the clock of CPU time is coarse.
            int repeats = Math.max(1, 10_000 / series);
            long start = system.getProcessCpuTime();
            for (int j = 0; j < repeats; j++) {
                seen += averages.of(store, matcher);
            }
            if (i >= WARM_UP) {
                best = Math.min(best, cpuSince(start) / repeats);
            }
        }
        if (Double.isNaN(seen)) {
            throw new IllegalStateException("no figures without numbers");
        }
        line(what + ": least CPU, ms", best / 1e6);
        line(what + ": ns/sample", best / ((double) series * StoredDay.SAMPLES));
    }

    private void line(String what, double value) {
        out.printf(Locale.ROOT, "%-45s %12.3f%n", what, value);
    }
}
