package dev.muninn.server.options;

import java.util.List;

/** A configuration that cannot be used: every mistake with its place and its remedy. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String[] problems;

    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** One sentence each. */
    public List<String> problems() {
        return List.of(problems);
    }
}
