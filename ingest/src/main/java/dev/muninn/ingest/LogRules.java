package dev.muninn.ingest;

import dev.muninn.ingest.logs.RuleFile;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rules of a user that make metrics of log lines. */
public final class LogRules {

    public static final LogRules NONE = new LogRules(List.of());

    private final List<RuleFile.Entry> entries;

    private LogRules(List<RuleFile.Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads rules.
     *
     * @param name what messages call the file
     * @throws MuninnException of kind BAD_INPUT with line, key and remedy
     */
    public static LogRules parse(String text, String name) {
        return new LogRules(RuleFile.parse(text, name));
    }

    /**
     * Reads a file of rules.
     *
     * @throws MuninnException of kind NOT_FOUND if it cannot be read, or as {@link #parse}
     */
    public static LogRules read(Path path) {
        try {
            return parse(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "cannot read log rules " + path, e);
        }
    }

    List<RuleFile.Entry> entries() {
        return entries;
    }
}
