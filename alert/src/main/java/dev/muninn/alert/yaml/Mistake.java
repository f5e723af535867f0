package dev.muninn.alert.yaml;

/**
 * Something that is wrong with a document.
 *
 * @param path from the document's top to the place, as a JSON pointer: {@code /rules/0/expr}
 */
public record Mistake(String path, String message) {

    /** The same, seen from a part of the document; what is outside of the part is at its top. */
    public Mistake within(String part) {
        return new Mistake(path.startsWith(part) ? path.substring(part.length()) : "", message);
    }
}
