package dev.muninn.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes each record to a stream at once and whole, so that lines of two threads never mix. */
final class LineHandler extends Handler {

    private final OutputStream out;

    LineHandler(OutputStream out, Formatter format) {
        this.out = out;
        setFormatter(format);
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        try {
            byte[] line = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(line);
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            reportError("log line lost", e, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // The stream belongs to the process.
    }
}
