package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads secrets, which stand in the configuration or better in files of their own. */
final class Secrets {

    private Secrets() {}

    /**
     * The value under a key, or the text of the file that {@code KEY_file} names.
     *
     * @throws MuninnException of kind BAD_INPUT if the file cannot be read
     */
    static String text(Settings settings, String key) {
        String file = settings.text(key + "_file");
        return file.isEmpty() ? settings.text(key) : file(file);
    }

    /** The same of what is in PEM, with the file that it is from. */
    static Pem pem(Settings settings, String key) {
        return new Pem(text(settings, key), settings.text(key + "_file"));
    }

    /** The text of a file, without the line's end that editors add. */
    static String file(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "the file of a secret, " + file + ", cannot be read",
                    e);
        }
    }
}
