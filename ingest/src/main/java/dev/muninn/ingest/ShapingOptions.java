package dev.muninn.ingest;

import dev.muninn.ingest.shape.ShapingFile;
import dev.muninn.ingest.shape.ShapingPolicy;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Policies by source, of the file that {@code ingest.shaping} names. */
public final class ShapingOptions {

    public static final ShapingOptions NONE = new ShapingOptions(Map.of());

    private final Map<String, ShapingPolicy> policies;

    private ShapingOptions(Map<String, ShapingPolicy> policies) {
        this.policies = policies;
    }

    /**
     * Reads policies.
     *
     * @param name what messages call the file
     * @throws MuninnException of kind BAD_INPUT with line, key and remedy
     */
    public static ShapingOptions parse(String text, String name) {
        return new ShapingOptions(ShapingFile.parse(text, name));
    }

    /**
     * Reads a file of policies.
     *
     * @throws MuninnException of kind NOT_FOUND if it cannot be read, or as {@link #parse}
     */
    public static ShapingOptions read(Path path) {
        try {
            return parse(Files.readString(path), path.toString());
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "cannot read policies " + path, e);
        }
    }

    Map<String, ShapingPolicy> policies() {
        return policies;
    }
}
