package dev.muninn.alert.yaml;

import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** All that is wrong with one file, each with its place. */
public final class Problems {

    private record Found(Node place, String message) {}

    private final String file;
    private final List<Found> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    public void add(Node place, String message) {
        found.add(new Found(place, message));
    }

    /** Throws what is wrong, a line each with the line and column of its place. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw MuninnException.badInput(
                    String.join("\n", found.stream().map(this::inFile).toList()));
        }
    }

    private String inFile(Found one) {
        String at =
                one.place()
                        .getStartMark()
                        .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                        .orElse("1:1");
        return file + ":" + at + ": " + one.message();
    }

    /** What is wrong, with the way to its place from the top of the tree. */
    public List<Mistake> mistakes(Node top) {
        NodePaths paths = NodePaths.of(top);
        return found.stream()
                .map(one -> new Mistake(paths.to(one.place()), one.message()))
                .toList();
    }
}
