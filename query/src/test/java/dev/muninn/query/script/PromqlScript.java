package dev.muninn.query.script;

import dev.muninn.model.Labels;
import dev.muninn.query.notation.SeriesNotation;
import dev.muninn.query.script.Expectation.Note;
import dev.muninn.query.script.Expectation.Subject;
import dev.muninn.query.script.Expectation.Times;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Literals;
import dev.muninn.query.syntax.Parser;
import dev.muninn.query.syntax.ParserOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of commands that load samples and evaluate queries. */
final class PromqlScript {

    private static final Pattern LOAD = Pattern.compile("load(_with_nhcb)?\\s+(\\S+)");

    private static final Pattern INSTANT =
            Pattern.compile(
                    "eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(\\S+)\\s+)?(.+)");

    private static final Pattern RANGE =
            Pattern.compile(
                    "eval(?:_(fail|warn|ordered|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)"
                            + "\\s+step\\s+(\\S+)\\s+(.+)");

    private static final Pattern EXPECT =
            Pattern.compile(
                    "expect\\s+(fail|warn|no_warn|info|no_info)(?:\\s+(msg|regex):\\s*(.*))?");

    private static final Pattern EXPECT_MATRIX =
            Pattern.compile(
                    "expect\\s+range\\s+vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");

    private final String name;
    private final List<String> lines;
    private int at;

    private PromqlScript(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    static List<ScriptCommand> read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file));
    }

    static List<ScriptCommand> parse(String name, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            // A comment ends a block, as an empty line does.
            lines.add(stripped.startsWith("#") ? "" : stripped);
        }
        return new PromqlScript(name, lines).commands();
    }

    private List<ScriptCommand> commands() {
        List<ScriptCommand> commands = new ArrayList<>();
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isEmpty()) {
                at++;
            } else if (line.equals("clear")) {
                commands.add(new ScriptCommand.Clear(++at));
            } else if (line.startsWith("load")) {
                commands.add(load());
            } else if (line.startsWith("eval")) {
                commands.add(eval());
            } else {
                throw error("unknown command");
            }
        }
        return commands;
    }

    /** The lines of this command's block. */
    private List<String> block() {
        List<String> block = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            block.add(lines.get(at++));
        }
        return block;
    }

    private ScriptCommand load() {
        int number = at + 1;
        Matcher matcher = matcher(LOAD, lines.get(at++));
        List<ScriptSeries> series = new ArrayList<>();
        Map<Labels, List<@Nullable Long>> offsets = new HashMap<>();
        for (String line : block()) {
            int end = ScriptSeries.labelsEnd(line);
            if (line.startsWith("@st", end)) {
                offsets.put(
                        Parser.parseMetric(line.substring(0, end)),
                        SeriesNotation.parseOffsets(line.substring(end + "@st".length())));
            } else {
                series.add(ScriptSeries.parse(line));
            }
        }
        return new ScriptCommand.Load(
                number, millis(matcher.group(2)), series, offsets, matcher.group(1) != null);
    }

    private ScriptCommand eval() {
        int number = at + 1;
        String line = lines.get(at++);
        Matcher range = RANGE.matcher(line);
        if (range.matches()) {
            return new ScriptCommand.Eval(
                    number,
                    range.group(5),
                    millis(range.group(2)),
                    millis(range.group(3)),
                    millis(range.group(4)),
                    expectation(range.group(1)));
        }
        Matcher instant = matcher(INSTANT, line);
        String time = instant.group(2);
        long millis = time == null ? 0 : millis(time);
        return new ScriptCommand.Eval(
                number, instant.group(3), millis, millis, 0, expectation(instant.group(1)));
    }

    private Expectation expectation(@Nullable String mode) {
        List<ScriptSeries> series = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Double scalar = null;
        String text = null;
        Times matrix = null;
        boolean isOrdered = "ordered".equals(mode);
        if (mode != null && !isOrdered) {
            notes.add(new Note(Subject.valueOf(mode.toUpperCase(Locale.ROOT)), null, null));
        }
        for (String line : block()) {
            Matcher note = EXPECT.matcher(line);
            Matcher times = EXPECT_MATRIX.matcher(line);
            if (note.matches()) {
                notes.add(note(note));
            } else if (times.matches()) {
                matrix =
                        new Times(
                                millis(times.group(1)),
                                millis(times.group(2)),
                                millis(times.group(3)));
            } else if (line.equals("expect ordered")) {
                isOrdered = true;
            } else if (line.startsWith("expect string")) {
                text = string(line.substring("expect string".length()).strip());
            } else if (line.startsWith("expected_fail_message")) {
                String message = line.substring("expected_fail_message".length()).strip();
                notes.add(new Note(Subject.FAIL, message, null));
            } else if (line.startsWith("expected_fail_regexp")) {
                String pattern = line.substring("expected_fail_regexp".length()).strip();
                notes.add(new Note(Subject.FAIL, null, pattern));
            } else if (isNumber(line)) {
                scalar = SeriesNotation.number(line);
            } else {
                series.add(ScriptSeries.parse(line));
            }
        }
        return new Expectation(series, scalar, text, matrix, isOrdered, notes);
    }

    private static Note note(Matcher note) {
        boolean isMessage = "msg".equals(note.group(2));
        boolean isPattern = "regex".equals(note.group(2));
        return new Note(
                Subject.valueOf(note.group(1).toUpperCase(Locale.ROOT)),
                isMessage ? note.group(3).strip() : null,
                isPattern ? note.group(3).strip() : null);
    }

    private static String string(String literal) {
        return Parser.parse(literal, ParserOptions.DEFAULTS) instanceof Expr.StringLiteral text
                ? text.value()
                : literal;
    }

    private static boolean isNumber(String line) {
        try {
            SeriesNotation.number(line);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private long millis(String text) {
        Long millis = Literals.parseDuration(text);
        if (millis != null) {
            return millis;
        }
        if (isNumber(text)) {
            return Math.round(SeriesNotation.number(text) * 1e3);
        }
        throw error("no duration: " + text);
    }

    private Matcher matcher(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw error("not understood: " + line);
        }
        return matcher;
    }

    private IllegalArgumentException error(String message) {
        return new IllegalArgumentException(name + ":" + (at + 1) + ": " + message);
    }
}
