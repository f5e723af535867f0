package dev.muninn.server.options;

import java.nio.file.Path;

/** The path of a file or folder, relative to the folder Muninn is started in. */
record PathType(String form) implements OptionType<Path> {

    @Override
    public Path parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return Path.of(text);
    }

    @Override
    public String print(Path value) {
        return value.toString();
    }
}
