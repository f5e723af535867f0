package dev.muninn.stream;

/**
 * One encoded message to viewers.
 *
 * @param utf8 its text; shared by all who are sent it and not to be changed
 */
public record Frame(byte[] utf8) {

    public int size() {
        return utf8.length;
    }
}
