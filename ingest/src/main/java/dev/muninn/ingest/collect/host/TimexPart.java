package dev.muninn.ingest.collect.host;

import dev.muninn.ingest.collect.Part;
import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.time.Duration;

/** How well the clock is kept, as {@code adjtimex} says. */
final class TimexPart implements Part {

    /*
     * struct timex in units of eight bytes: 1 offset, 2 frequency, 3 maximum error, 4 estimated
     * error, 5 status (int), 6 constant, 7 precision, 8 tolerance, 9 and 10 time, 11 tick,
     * 12 pps frequency, 13 jitter, 14 shift (int), 15 stability, 16 jitter limit exceeded,
     * 17 calibrations, 18 errors, 19 stability limit exceeded, 20 TAI offset (int).
     */

    private static final int NANO_STATUS = 0x2000;

    /** The state in which the clock is not synchronised. */
    private static final int TIME_ERROR = 5;

    /** Parts per million with a 16-bit fraction. */
    private static final double PPM16 = 1e6 * 65536;

    private static final double MICRO = 1e-6;

    @Override
    public String name() {
        return "timex";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void collect(SampleFrame into) throws IOException {
        LinuxCalls.Timex timex = LinuxCalls.timex();
        int status = (int) timex.at(5);
        double divisor = (status & NANO_STATUS) != 0 ? 1e9 : 1e6;
        gauge(
                into,
                "sync_status",
                "Is clock synchronized to a reliable server (1 = yes, 0 = no).",
                timex.state() == TIME_ERROR ? 0 : 1);
        gauge(
                into,
                "offset_seconds",
                "Time offset in between local system and reference clock.",
                timex.at(1) / divisor);
        gauge(
                into,
                "frequency_adjustment_ratio",
                "Local clock frequency adjustment.",
                1 + timex.at(2) / PPM16);
        gauge(into, "maxerror_seconds", "Maximum error in seconds.", timex.at(3) * MICRO);
        gauge(into, "estimated_error_seconds", "Estimated error in seconds.", timex.at(4) * MICRO);
        gauge(into, "status", "Value of the status array bits.", status);
        gauge(into, "loop_time_constant", "Phase-locked loop time constant.", (double) timex.at(6));
        gauge(into, "tick_seconds", "Seconds between clock ticks.", timex.at(11) * MICRO);
        gauge(into, "pps_frequency_hertz", "Pulse per second frequency.", timex.at(12) / PPM16);
        gauge(into, "pps_jitter_seconds", "Pulse per second jitter.", timex.at(13) / divisor);
        gauge(into, "pps_shift_seconds", "Pulse per second interval duration.", (int) timex.at(14));
        gauge(
                into,
                "pps_stability_hertz",
                "Pulse per second stability, average of recent frequency changes.",
                timex.at(15) / PPM16);
        counter(
                into,
                "pps_jitter_total",
                "Pulse per second count of jitter limit exceeded events.",
                (double) timex.at(16));
        counter(
                into,
                "pps_calibration_total",
                "Pulse per second count of calibration intervals.",
                (double) timex.at(17));
        counter(
                into,
                "pps_error_total",
                "Pulse per second count of calibration errors.",
                (double) timex.at(18));
        counter(
                into,
                "pps_stability_exceeded_total",
                "Pulse per second count of stability limit exceeded events.",
                (double) timex.at(19));
        gauge(
                into,
                "tai_offset_seconds",
                "International Atomic Time (TAI) offset.",
                (int) timex.at(20));
    }

    private static void gauge(SampleFrame into, String what, String help, double value) {
        into.gauge("node_timex_" + what, help, value);
    }

    private static void counter(SampleFrame into, String what, String help, double value) {
        into.counter("node_timex_" + what, help, value);
    }
}
