package dev.muninn.alert.yaml;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** All that is wrong with one file, each with its place. */
public final class Problems {

    private final String file;
    private final List<String> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    public void add(Node place, String message) {
        String at =
                place.getStartMark()
                        .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                        .orElse("1:1");
        found.add(file + ":" + at + ": " + message);
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw MuninnException.badInput(String.join("\n", found));
        }
    }
}
