package dev.muninn.alert.saved;

import dev.muninn.model.MuninnException;

/**
 * A way to tell people that somebody saved.
 *
 * @param name of its receiver
 * @param text its document as it is kept, which another version may have written
 */
public record SavedChannel(String name, String text, String author, long savedAtMillis) {

    public static SavedChannel of(
            String name, ChannelDocument document, String author, long savedAtMillis) {
        return new SavedChannel(name, document.text(), author, savedAtMillis);
    }

    /**
     * What was written into its form.
     *
     * @throws MuninnException of kind BAD_INPUT if it cannot be understood
     */
    public ChannelDocument document() {
        try {
            return ChannelDocument.parse(text);
        } catch (MuninnException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "what was saved is not understood, save it again or delete it: "
                            + e.getMessage(),
                    e);
        }
    }
}
