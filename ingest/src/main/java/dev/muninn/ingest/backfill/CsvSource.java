package dev.muninn.ingest.backfill;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values: the first line names the columns {@code metric}, {@code timestamp} and
 * {@code value}; every other column is a label.
 */
public final class CsvSource implements BackfillSource {

    /** From here on a number is milliseconds: as seconds it would be in the year 5138. */
    private static final double FIRST_MILLIS = 1e11;

    private final LineFile file;
    private final long size;
    private final List<String> columns;
    private final long firstRow;

    private CsvSource(LineFile file, List<String> columns, long firstRow) throws IOException {
        this.file = file;
        this.columns = columns;
        this.firstRow = firstRow;
        size = file.size();
    }

    /**
     * Opens a file.
     *
     * @throws MuninnException of kind BAD_INPUT if a column is missing
     */
    public static CsvSource open(Path path) throws IOException {
        LineFile file = new LineFile(path);
        int length = file.read();
        String text = new String(file.bytes(), 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        List<String> columns = cells(header.stripTrailing());
        for (String needed : List.of("metric", "timestamp", "value")) {
            if (!columns.contains(needed)) {
                file.close();
                throw MuninnException.badInput(
                        path + " has no column " + needed + ", only " + columns);
            }
        }
        long firstRow = header.getBytes(StandardCharsets.UTF_8).length + 1L;
        file.moveTo(firstRow);
        return new CsvSource(file, columns, firstRow);
    }

    @Override
    public boolean next(WriteBatch into) throws IOException {
        into.clear();
        long start = file.position();
        int length = file.read();
        String text = new String(file.bytes(), 0, length, StandardCharsets.UTF_8);
        long at = start;
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                row(line.stripTrailing(), at, into);
            }
            at += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        return length > 0;
    }

    private void row(String line, long at, WriteBatch into) {
        List<String> cells = cells(line);
        if (cells.size() != columns.size()) {
            throw fault(at, "has " + cells.size() + " cells for " + columns.size() + " columns");
        }
        Labels.Builder labels = Labels.builder();
        long time = 0;
        double value = 0;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            switch (columns.get(i)) {
                case "metric" -> labels.set(Labels.METRIC_NAME, cell);
                case "timestamp" -> time = time(cell, at);
                case "value" -> value = number(cell, at);
                default -> labels.set(columns.get(i), cell);
            }
        }
        into.addSeries(labels.build());
        into.addSample(time, value);
    }

    private static long time(String text, long at) {
        if (text.contains("T")) {
            try {
                return Instant.parse(text).toEpochMilli();
            } catch (DateTimeException e) {
                throw fault(at, "has the time \"" + text + "\"");
            }
        }
        double number = number(text, at);
        return Math.round(Math.abs(number) >= FIRST_MILLIS ? number : number * 1000);
    }

    private static double number(String text, long at) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw fault(at, "has \"" + text + "\" where a number should be");
        }
    }

    private static MuninnException fault(long at, String what) {
        return MuninnException.badInput("row at byte " + at + " " + what);
    }

    /** The cells of a row; quotes hold commas, two of them one quote. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Override
    public long position() {
        return file.position();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void moveTo(long position) {
        file.moveTo(Math.max(firstRow, position));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
