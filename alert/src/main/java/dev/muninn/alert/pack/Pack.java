package dev.muninn.alert.pack;

import java.util.List;

/**
 * Rules that are ready to be used.
 *
 * @param needs metrics any of which makes it of use
 * @param text a rule file
 */
public record Pack(String name, String title, String about, List<String> needs, String text) {

    /** What its groups have as their file. */
    public String file() {
        return "builtin/" + name;
    }
}
