package dev.muninn.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What panels that were taken out of a grid left empty: those beside them get it. */
final class GridGaps {

    private static final int COLUMNS = 24;

    private final List<ObjectNode> panels = new ArrayList<>();

    private GridGaps(JsonNode items) {
        items.forEach(item -> panels.add((ObjectNode) item));
        panels.sort(Comparator.comparingInt(panel -> place(panel, "x")));
    }

    /** Moves the panels of a board to the left and makes them wider, each within its rows. */
    static void close(ObjectNode board) {
        board.at("/spec/layout").findValues("items").forEach(items -> new GridGaps(items).close());
    }

    private void close() {
        for (ObjectNode panel : panels) {
            while (isFree(panel, place(panel, "x") - 1)) {
                panel.put("x", place(panel, "x") - 1);
            }
        }
        for (ObjectNode panel : panels) {
            while (isFree(panel, end(panel, "x", "w"))) {
                panel.put("w", place(panel, "w") + 1);
            }
        }
    }

    /** Whether a column has nothing in the rows of a panel. */
    private boolean isFree(ObjectNode panel, int column) {
        return column >= 0
                && column < COLUMNS
                && panels.stream().noneMatch(other -> covers(other, column, panel));
    }

    private static boolean covers(ObjectNode other, int column, ObjectNode panel) {
        return place(other, "x") <= column
                && column < end(other, "x", "w")
                && place(other, "y") < end(panel, "y", "h")
                && place(panel, "y") < end(other, "y", "h");
    }

    private static int end(ObjectNode panel, String start, String length) {
        return place(panel, start) + place(panel, length);
    }

    private static int place(ObjectNode panel, String name) {
        return panel.path(name).asInt();
    }
}
