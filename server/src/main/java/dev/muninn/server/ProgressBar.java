package dev.muninn.server;

import java.io.PrintWriter;
import java.util.Locale;

/** One line that shows how far a long work is; on a terminal it is drawn over itself. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean isTerminal;
    private int shownPercent = -1;

    ProgressBar(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void show(long position, long size, long samples) {
        int percent = size == 0 ? 100 : (int) Math.min(100, 100.0 * position / size);
        // A log needs no hundred lines.
        int step = isTerminal ? 1 : 10;
        if (percent / step == shownPercent / step && percent != 100) {
            return;
        }
        shownPercent = percent;
        int filled = WIDTH * percent / 100;
        String line =
                String.format(
                        Locale.ROOT,
                        "[%s%s] %3d %%  %,d samples",
                        "#".repeat(filled),
                        " ".repeat(WIDTH - filled),
                        percent,
                        samples);
        if (isTerminal) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    void end() {
        if (isTerminal) {
            out.println();
        }
    }
}
