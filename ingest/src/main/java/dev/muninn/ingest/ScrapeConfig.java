package dev.muninn.ingest;

import dev.muninn.ingest.scrape.ScrapeFile;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to scrape, read from a file in the form of {@code prometheus.yml}. */
public final class ScrapeConfig {

    private final ScrapeFile file;
    private final @Nullable Path path;

    private ScrapeConfig(ScrapeFile file, @Nullable Path path) {
        this.file = file;
        this.path = path;
    }

    /**
     * Reads a configuration.
     *
     * @param name what messages call it
     * @throws MuninnException of kind BAD_INPUT with the line, the key and the remedy
     */
    public static ScrapeConfig parse(String text, String name) {
        return new ScrapeConfig(ScrapeFile.parse(text, name), null);
    }

    /**
     * Reads a configuration file.
     *
     * @throws MuninnException of kind NOT_FOUND if it cannot be read, or as {@link #parse}
     */
    public static ScrapeConfig read(Path path) {
        try {
            return new ScrapeConfig(
                    ScrapeFile.parse(Files.readString(path), path.toString()), path);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "cannot read scrape config " + path, e);
        }
    }

    /**
     * What the file says now.
     *
     * @throws MuninnException as {@link #read}; of kind NOT_FOUND where it is from no file
     */
    ScrapeConfig readAgain() {
        if (path == null) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "the scrape configuration is from no file");
        }
        return read(path);
    }

    /** Parts that Prometheus would use and Muninn does not, one message each. */
    public List<String> warnings() {
        return file.warnings();
    }

    /** Labels for systems outside; stored series do not get them, as with Prometheus. */
    public Labels externalLabels() {
        return file.externalLabels();
    }

    ScrapeFile file() {
        return file;
    }
}
