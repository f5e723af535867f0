package dev.muninn.catalog;

import java.util.List;

/**
 * A folder of dashboards.
 *
 * @param parent the uid of the folder around it, empty at the top
 * @param path the titles from the top down to its own
 * @param dashboards how many are in it, without those in folders below
 */
public record Folder(String uid, String title, String parent, List<String> path, int dashboards) {

    /** How deep it lies; a folder at the top has 1. */
    public int depth() {
        return path.size();
    }
}
