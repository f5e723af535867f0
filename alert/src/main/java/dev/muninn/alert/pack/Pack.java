package dev.muninn.alert.pack;

import java.util.List;

/**
 * Rules that are ready to be used.
 *
 * @param needs metrics any of which makes it of use
 * @param text a rule file; empty where all rules are those of other packs
 * @param picks rules of other packs that are in it
 */
public record Pack(
        String name,
        String title,
        String about,
        List<String> needs,
        String text,
        List<Pick> picks) {

    /** A rule of another pack. */
    public record Pick(String pack, String rule) {

        static Pick parse(String text) {
            int slash = text.indexOf('/');
            return new Pick(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    /** What its groups have as their file. */
    public String file() {
        return "builtin/" + name;
    }
}
