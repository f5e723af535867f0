package dev.muninn.server.options;

/** What a key takes: text of one form, turned into a value and back. */
interface OptionType<T> {

    /** The form in words that follow "takes", such as "a duration such as 15d". */
    String form();

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if the text is not of the form; the message may be empty or
     *     say more than {@link #form}
     */
    T parse(String text);

    /** The text that {@link #parse} turns into the value. */
    String print(T value);
}
