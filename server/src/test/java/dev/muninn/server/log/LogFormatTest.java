package dev.muninn.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatTest {

    private static final Formatter TEXT = new TextFormat(false);

    private static final Formatter JSON = new JsonFormat();

    private static LogRecord record(Level level, String message, Object... parameters) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("dev.muninn.store.wal.Wal");
        record.setInstant(Instant.parse("2026-01-31T12:00:00.123456Z"));
        record.setParameters(parameters);
        return record;
    }

    @Test
    void writesALineForPeople() {
        assertThat(TEXT.format(record(Level.INFO, "replayed {0} records of {1}", "7", "wal")))
                .isEqualTo("2026-01-31 12:00:00.123 INFO  store   replayed 7 records of wal\n");
    }

    @Test
    void writesAnObjectForMachines() {
        assertThat(JSON.format(record(Level.WARNING, "disk \"{0}\" slow", "a\\b")))
                .isEqualTo(
                        "{\"time\":\"2026-01-31T12:00:00.123Z\",\"level\":\"warn\","
                                + "\"logger\":\"dev.muninn.store.wal.Wal\","
                                + "\"message\":\"disk \\\"a\\\\b\\\" slow\"}\n");
    }

    @Test
    void coloursOnlyWhereAskedTo() {
        LogRecord failure = record(Level.SEVERE, "x");
        assertThat(new TextFormat(true).format(failure)).contains("\u001b[31mERROR\u001b[0m");
        assertThat(TEXT.format(failure)).doesNotContain("\u001b");
    }

    @Test
    void hostileTextStaysInItsLine() {
        String hostile = "a\r\n2026 INFO forged\u001b[2J\u202eright-to-left\u0000\u2028";
        String text = TEXT.format(record(Level.INFO, hostile));
        assertThat(text.lines()).hasSize(1);
        assertThat(text)
                .contains("\\u000d\\u000a2026 INFO forged\\u001b[2J\\u202eright-to-left\\u0000");
        String json = JSON.format(record(Level.INFO, hostile));
        assertThat(json.lines()).hasSize(1);
        assertThat(json.strip().chars()).noneMatch(c -> c < ' ');
    }

    @Test
    void unpairedSurrogatesStayValidUnicode() {
        String json = JSON.format(record(Level.INFO, "a\ud83d b\udc00 \ud83d\ude00"));
        assertThat(json).contains("a\\ud83d b\\udc00 \ud83d\ude00");
    }

    @Test
    void cutsLongValues() {
        String line = TEXT.format(record(Level.INFO, "label {0} refused", "x".repeat(100_000)));
        assertThat(line).hasSizeLessThan(1200).contains("… (100000 characters) refused");
        assertThat(TEXT.format(record(Level.INFO, "y".repeat(100_000)))).hasSizeLessThan(9000);
    }

    @Test
    void showsAMessageWithBracesOfItsOwnAsItIs() {
        assertThat(TEXT.format(record(Level.INFO, "{job=\"a\"} refused", "x")))
                .contains("{job=\"a\"} refused");
        assertThat(TEXT.format(record(Level.INFO, "{job=\"a\"} refused")))
                .contains("{job=\"a\"} refused");
    }

    @Test
    void writesStackTraces() {
        LogRecord failure = record(Level.SEVERE, "lost");
        failure.setThrown(new IllegalStateException("a\nb"));
        assertThat(TEXT.format(failure))
                .contains("    java.lang.IllegalStateException: a\n")
                .contains("LogFormatTest");
        assertThat(JSON.format(failure))
                .contains("\"error\":\"java.lang.IllegalStateException: a\\u000ab\"")
                .contains("\"stack\":\"");
    }

    @Test
    void writesRecordsWholeAndFromTheLevelOn() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logging.install(new LogOptions(LogOptions.Level.WARN, LogOptions.Format.TEXT), out, false);
        System.Logger logger = System.getLogger("dev.muninn.query.Test");
        logger.log(System.Logger.Level.INFO, "unseen");
        logger.log(System.Logger.Level.WARNING, "seen by {0}", "all");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .hasLineCount(1)
                .contains("WARN  query   seen by all");
        Logging.install(LogOptions.DEFAULTS, new ByteArrayOutputStream(), false);
    }
}
